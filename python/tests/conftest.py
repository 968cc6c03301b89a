"""The samples of the repository, as pages with addresses and as originals."""

import json

import creditline
import pytest
from samples import SAMPLES, command


@pytest.fixture(scope="session")
def originals():
    return SAMPLES / "originals"


@pytest.fixture(scope="session")
def library(originals):
    return creditline.Library.from_originals([originals])


@pytest.fixture(scope="session")
def pages():
    """The sample pages, each on a site of its own."""
    files = sorted((SAMPLES / "suspects").glob("*.html"))
    pages = [
        {"url": f"https://{file.stem}.example/page", "html": file.read_text("utf-8", "replace")}
        for file in files
    ]
    assert len(pages) > 30
    return pages


@pytest.fixture(scope="session")
def reports(pages, originals, tmp_path_factory):
    """What the command says of the sample pages, by address."""
    lines = tmp_path_factory.mktemp("pages") / "pages.jsonl"
    lines.write_text("".join(json.dumps(page) + "\n" for page in pages), "utf-8")
    done = command("check", lines, "--originals", originals, "-f", "jsonl", "--no-config")
    assert done.returncode == 1, done.stderr
    reports = [json.loads(line) for line in done.stdout.splitlines()]
    return {report["page"]["location"]: report for report in reports}


@pytest.fixture(scope="session")
def shelf(originals, tmp_path_factory):
    """A library on disk."""
    folder = tmp_path_factory.mktemp("shelf") / "lib"
    done = command("library", "build", folder, originals)
    assert done.returncode == 0, done.stderr
    return folder
