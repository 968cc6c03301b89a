"""Record batches in and out."""

import json

import creditline
import pyarrow as pa
import pytest

FIELDS = ["url", "status", "verdict", "work", "class", "original_share", "codes", "report"]


def batch(pages, html=pa.binary(), url=pa.string()):
    rows = [page["html"] if pa.types.is_string(html) or pa.types.is_large_string(html) else page["html"].encode() for page in pages]
    return pa.record_batch({"url": pa.array([page["url"] for page in pages], url), "html": pa.array(rows, html)})


def row_of(report):
    """The row that a report comes to."""
    matches = report["matches"]
    deciding = [match for match in matches if match["verdict"] == report["verdict"]] or matches
    found = deciding[0] if deciding else None
    codes = [finding["code"] for match in matches for finding in match["findings"]]
    codes += [finding["code"] for finding in report.get("remarks", [])]
    return {
        "status": report["status"],
        "verdict": report["verdict"],
        "work": found and found["original"]["work"],
        "class": found and found["reuse"]["class"],
        "codes": list(dict.fromkeys(codes)),
        "report": report,
    }


def test_a_batch_equals_the_single_calls(library, pages):
    done = library.audit_batch(batch(pages))
    assert isinstance(done, pa.RecordBatch)
    assert done.schema == creditline.batch_schema()
    assert done.schema.names == FIELDS
    assert done.num_rows == len(pages)
    verdicts = set()
    for page, row in zip(pages, done.to_pylist()):
        row["report"] = json.loads(row["report"])
        assert row.pop("url") == page["url"]
        share = row.pop("original_share")
        assert (share is None) == (row["class"] is None)
        assert share is None or 0 <= share <= 1
        assert row == row_of(library.audit(**page))
        verdicts.add(row["verdict"])
    assert {"credited", "not-credited", None} <= verdicts


@pytest.mark.parametrize("html", [pa.large_binary(), pa.string(), pa.large_string()])
@pytest.mark.parametrize("url", [pa.string(), pa.large_string()])
def test_columns_of_other_widths(library, pages, html, url):
    assert library.audit_batch(batch(pages[:6], html, url)).equals(library.audit_batch(batch(pages[:6])))


def test_views_are_columns_too(library, pages):
    views = pa.record_batch({
        "url": pa.array([page["url"] for page in pages[:6]], pa.string_view()),
        "html": pa.array([page["html"].encode() for page in pages[:6]], pa.binary_view()),
    })
    assert library.audit_batch(views).equals(library.audit_batch(batch(pages[:6])))


def test_slices_and_empty_batches(library, pages):
    whole = batch(pages[:8])
    assert library.audit_batch(whole.slice(3, 2)).equals(library.audit_batch(whole).slice(3, 2))
    assert library.audit_batch(whole.slice(0, 0)).num_rows == 0


def test_one_thread_and_all_say_the_same(library, pages):
    assert library.audit_batch(batch(pages), parallel=False).equals(library.audit_batch(batch(pages)))


def test_a_bad_record_costs_one_row(library, pages):
    good = pages[0]
    rows = [
        (good["url"], good["html"].encode()),
        ("https://a.example/null", None),
        ("https://a.example/nothing", b""),
        ("no address", good["html"].encode()),
        (None, good["html"].encode()),
        ("https://a.example/large", b"<p>a" * 3_000_000),
        ("https://a.example/picture", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("https://a.example/deep", b"<div>" * 3000),
        (good["url"], good["html"].encode()),
    ]
    done = library.audit_batch(
        pa.record_batch({
            "url": pa.array([url for url, _ in rows], pa.string()),
            "html": pa.array([html for _, html in rows], pa.binary()),
        })
    ).to_pylist()
    assert [row["url"] for row in done] == [url for url, _ in rows]
    reasons = [json.loads(row["report"])["reason"] for row in done]
    codes = [reason and reason["code"] for reason in reasons]
    assert codes == [None, "empty", "empty", "bad-url", None, "too-large", "not-text", "nested-too-deeply", None]
    for row, code in zip(done, codes):
        assert row["status"] == ("unverifiable" if code else "audited")
        assert (row["verdict"] is None) == (code is not None)
    assert done[0] == done[-1]
    single = library.audit(good["html"].encode())
    assert json.loads(done[4]["report"]) == single


def test_a_batch_without_addresses(library, pages):
    html = pa.array([page["html"].encode() for page in pages[:3]], pa.binary())
    for columns in [{"html": html}, {"html": html, "url": pa.nulls(3)}]:
        done = library.audit_batch(pa.record_batch(columns))
        assert done.column("url").to_pylist() == [None] * 3
        assert done.column("status").to_pylist() == ["audited"] * 3


def test_any_object_with_the_arrow_interface(library, pages):
    class Other:
        def __arrow_c_array__(self, requested_schema=None):
            return batch(pages[:3]).__arrow_c_array__(requested_schema)

    assert library.audit_batch(Other()).equals(library.audit_batch(batch(pages[:3])))


@pytest.mark.parametrize(
    ("wrong", "error", "says"),
    [
        (None, TypeError, "record batch"),
        ({"html": [b""]}, TypeError, "record batch"),
        (pa.table({"html": [b""]}), TypeError, "to_batches"),
        (pa.record_batch({"page": [b""]}), creditline.InputError, "no column `html`"),
        (pa.record_batch({"html": [7]}), creditline.InputError, "Int64"),
        (pa.record_batch({"html": [b""], "url": [7]}), creditline.InputError, "`url` is Int64"),
    ],
)
def test_what_is_no_batch_is_refused(library, wrong, error, says):
    with pytest.raises(error, match=says):
        library.audit_batch(wrong)


def test_the_schema_for_spark_says_the_same():
    kinds = {"string": pa.string(), "double": pa.float64(), "array<string>": pa.list_(pa.string())}
    fields = [field.strip().split(" ", 1) for field in creditline.BATCH_DDL.split(",")]
    assert [(name, kinds[kind]) for name, kind in fields] == [
        (field.name, field.type) for field in creditline.batch_schema()
    ]
