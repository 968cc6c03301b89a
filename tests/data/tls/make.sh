#!/usr/bin/env bash
# Makes the certificates of the TLS tests. They are worth nothing elsewhere: nobody trusts this authority, whose key is
# thrown away. Run it again only if they must change; the files are committed so that the tests need no openssl.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt -out "$1"; }

# leaf NAME SUBJECT-ALTERNATIVE-NAME FROM UNTIL
leaf() {
    printf 'subjectAltName=%s\nbasicConstraints=CA:FALSE\n' "$2" >extensions
    openssl ca -batch -notext -config config -in request -extfile extensions \
        -startdate "$3" -enddate "$4" -out "$here/$1"
}

cat >config <<END
[ca]
default_ca = test
[test]
database = index
rand_serial = yes
new_certs_dir = .
certificate = $here/authority.pem
private_key = authority-key
default_md = sha256
policy = anything
unique_subject = no
[anything]
commonName = supplied
END
touch index

key authority-key
openssl req -x509 -new -key authority-key -days 36500 -subj '/CN=creditline test authority' \
    -addext 'keyUsage=critical,keyCertSign' -out "$here/authority.pem"
key "$here/key.pem"
openssl req -new -key "$here/key.pem" -subj '/CN=creditline test server' -out request
leaf good.pem 'IP:127.0.0.1' 20200101000000Z 21200101000000Z
leaf expired.pem 'IP:127.0.0.1' 20200101000000Z 20210101000000Z
leaf other-name.pem 'DNS:other.example' 20200101000000Z 21200101000000Z
