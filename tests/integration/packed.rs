//! Compressed bodies written by hand: honest ones and bombs.

/// Brotli of `<p>Words that were compressed.</p>`.
pub(crate) const BROTLI_PAGE: &[u8] = b"\x1b\x21\x00\xf8\x8d\x94\xa9\xeb\x53\xf3\x5c\xb5\xc1\x29\x17\x9f\x56\xa4\x11\x51\x84\xd1\xcb\x70\x13\x91\x49\xe2\x6e\xeb\x75\xd6\xfc\x00\x01";

/// Brotli of 4 MiB of zeros.
pub(crate) const BROTLI_BOMB: &[u8] = b"\x9b\xff\xff\x3f\xf8\x27\x00\xe2\xb1\x40\x20\xf7\xfe\x07";

/// Gzip of some bytes, stored as they are.
pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let length = u16::try_from(bytes.len()).expect("a stored block holds at most 64 KiB");
    let mut packed = b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x01".to_vec();
    packed.extend(length.to_le_bytes());
    packed.extend((!length).to_le_bytes());
    packed.extend_from_slice(bytes);
    packed.extend(crc32(bytes).to_le_bytes());
    packed.extend(u32::from(length).to_le_bytes());
    packed
}

/// Gzip of about `length` zeros, 158 times smaller: one block of fixed codes that repeats the byte before, 258 at a
/// time. It has no end, which no reader with a limit ever reaches.
pub(crate) fn gzip_bomb(length: usize) -> Vec<u8> {
    let mut bits = Bits(b"\x1f\x8b\x08\0\0\0\0\0\0\xff".to_vec(), 0);
    bits.push(&[1, 1, 0]); // last block, fixed codes
    bits.push(&[0, 0, 1, 1, 0, 0, 0, 0]); // the byte 0
    for _ in 0..length / 258 {
        bits.push(&[1, 1, 0, 0, 0, 1, 0, 1]); // repeat 258 bytes
        bits.push(&[0, 0, 0, 0, 0]); // from one byte before
    }
    bits.0
}

/// Zstandard of some bytes, stored as they are: magic number, no flags, a window of 128 KiB, one block.
pub(crate) fn zstd(bytes: &[u8]) -> Vec<u8> {
    let mut packed = b"\x28\xb5\x2f\xfd\x00\x38".to_vec();
    let size = u32::try_from(bytes.len()).expect("blocks are small");
    let last = 1;
    packed.extend_from_slice(&(size << 3 | last).to_le_bytes()[..3]);
    packed.extend_from_slice(bytes);
    packed
}

struct Bits(Vec<u8>, usize);

impl Bits {
    fn push(&mut self, bits: &[u8]) {
        for bit in bits {
            if self.1 == 0 {
                self.0.push(0);
            }
            if let Some(last) = self.0.last_mut() {
                *last |= bit << self.1;
            }
            self.1 = (self.1 + 1) % 8;
        }
    }
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum: u32, _| {
            sum >> 1 ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}
