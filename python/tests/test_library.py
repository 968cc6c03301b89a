"""Originals from everywhere, and single pages."""

import pathlib
import pickle
import threading

import creditline
import pytest
from creditline import Library

TEXT = (
    "The ferry to the islands leaves at seven, and whoever misses it has a day to think about why. The captain has "
    "waited for nobody since the winter of the great ice, not even for the mayor, who came with a brass band and a "
    "cake and was left standing on the quay with both."
)
URL = "https://harbour.example/ferry"
NOTICE = f"If you wish to reprint this article, please indicate the source: {URL}"


def article(**more):
    return {"url": URL, "html": f"<h1>The ferry</h1><p>{TEXT}</p><p>{NOTICE}</p>", **more}


def codes(report):
    return {finding["code"] for match in report["matches"] for finding in match["findings"]}


def test_a_page_has_the_report_of_the_command(library, pages, reports):
    assert len(reports) == len(pages)
    for page in pages:
        assert library.audit(page["html"], page["url"]) == reports[page["url"]], page["url"]


def test_a_library_on_disk_judges_as_its_originals_do(shelf, library, pages):
    kept = Library.open(shelf)
    assert len(kept) == len(library)
    for page in pages[:10]:
        assert kept.audit(**page) == library.audit(**page)


def test_paths_are_text_or_path_objects(shelf, originals):
    assert len(Library.open(str(shelf))) == len(Library.open(pathlib.Path(shelf)))
    one = sorted(originals.iterdir())[0]
    assert len(Library.from_originals([str(one)])) == len(Library.from_originals([one])) == 1


def test_a_library_on_disk_can_be_pickled(shelf, library, pages):
    again = pickle.loads(pickle.dumps(Library.open(shelf)))
    assert again.audit(**pages[0]) == library.audit(**pages[0])
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(library)


def test_articles_at_hand():
    for original in [article(), article(author="Ada Finch"), article(author=["Ada Finch"], title=None)]:
        library = Library.from_originals([original])
        assert len(library) == 1
        assert repr(library) == "<creditline.Library of 1 original>"
        stolen = library.audit(f"<p>{TEXT}</p>", "https://copies.example/1")
        assert stolen["verdict"] == "not-credited"
        credited = library.audit(f"<p>{TEXT}</p><p>Source: <a href='{URL}'>The ferry</a> by Ada Finch</p>")
        assert credited["verdict"] == "credited", codes(credited)


def test_what_is_said_of_an_article_counts():
    library = Library.from_originals([article(author="Ada Finch", title="The last boat")])
    original = library.audit(f"<p>{TEXT}</p>")["matches"][0]["original"]
    assert (original["title"], original["authors"], original["url"]) == ("The last boat", ["Ada Finch"], URL)


def test_articles_as_plain_text_and_bytes():
    text = f"{TEXT}\n\n{NOTICE}"
    for more in [{"text": text}, {"html": f"<p>{TEXT}</p><p>{NOTICE}</p>".encode()}]:
        library = Library.from_originals([{"url": URL, **more}])
        assert library.audit(f"<p>{TEXT}</p>")["verdict"] == "not-credited"


def test_pages_as_characters_and_bytes():
    text = "Grüße vom Hafen: die Fähre legt um sieben ab, und wer sie verpasst, hat einen Tag lang Zeit zu überlegen, " * 3
    library = Library.from_originals([{"url": URL, "text": text}])
    html = f"<meta charset='windows-1252'><p>{text}</p>"
    # Characters are characters, whatever the page declares; bytes are decoded as it declares.
    assert library.audit(html) == library.audit(html.encode("windows-1252"))
    assert library.audit(html)["matches"][0]["reuse"]["class"] == "full"


def test_bad_originals_are_all_named(tmp_path, originals):
    empty = tmp_path / "empty.html"
    empty.write_text("")
    bad = [empty, tmp_path / "missing", {"url": "ferry", "text": TEXT}, {"url": URL}, {"url": URL, "text": ""}]
    with pytest.raises(creditline.OriginalsError) as raised:
        Library.from_originals([*bad, originals])
    assert len(str(raised.value).splitlines()) == len(bad)
    library = Library.from_originals([*bad, originals], errors="skip")
    assert len(library.problems) == len(bad)
    assert len(library) > 1
    with pytest.raises(creditline.OriginalsError, match="no original"):
        Library.from_originals(bad, errors="skip")
    with pytest.raises(creditline.OriginalsError, match="no original"):
        Library.from_originals([])


def test_errors_have_classes(tmp_path, shelf, originals):
    with pytest.raises(creditline.LibraryError):
        Library.open(tmp_path)
    with pytest.raises(creditline.OriginalsError, match="Library.open"):
        Library.from_originals([shelf])
    with pytest.raises(creditline.InputError, match="no web address"):
        Library.from_originals([originals]).audit("<p>", "ftp://a.example/")
    with pytest.raises(creditline.InputError, match="raise"):
        Library.from_originals([originals], errors="ignore")
    for name in ["InputError", "LibraryError", "OriginalsError", "RulesError"]:
        assert issubclass(getattr(creditline, name), creditline.CreditlineError)
    for wrong in [None, 7, ["<p>"]]:
        with pytest.raises(TypeError):
            Library.from_originals([article()]).audit(wrong)
        with pytest.raises(TypeError):
            Library.from_originals([wrong])


def test_rules_of_the_house(tmp_path, shelf):
    bad = tmp_path / "bad.yaml"
    bad.write_text("rules:\n  - id: house\n    wants: cake\n")
    for load in [lambda: Library.from_originals([article()], rules=[bad]), lambda: Library.open(shelf, rules=[bad])]:
        with pytest.raises(creditline.RulesError, match=r"bad\.yaml:3:\d+: "):
            load()
    # A set that comes along, by its name.
    assert len(Library.from_originals([article()], rules=["crosspost"])) == 1


@pytest.mark.parametrize(
    ("html", "code"),
    [("", "empty"), ("<div>" * 2000, "nested-too-deeply"), ("<p>a" * 3_000_000, "too-large")],
)
def test_what_cannot_be_judged_is_told(library, html, code):
    report = library.audit(html)
    assert report["status"] == "unverifiable"
    assert report["reason"]["code"] == code


def test_the_same_page_has_the_same_report(library, pages):
    for page in pages[:5]:
        assert library.audit(**page) == library.audit(**page)


def test_other_threads_go_on(library, pages):
    """While a page is checked, another thread works: it counts, which it could not if the lock were held."""
    big = "".join(page["html"] for page in pages) * 3
    over = threading.Event()
    counted = 0

    def work():
        library.audit(big)
        over.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not over.is_set():
        counted += 1
        over.wait(0.001)
    thread.join()
    assert counted > 5


def test_threads_share_a_library(library, pages, reports):
    wrong = []

    def work(part):
        for page in part:
            if library.audit(**page) != reports[page["url"]]:
                wrong.append(page["url"])

    threads = [threading.Thread(target=work, args=(pages[start::4],)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
