"""The archive: content under its hash, never overwritten, whole or not there, and verified."""

import hashlib
import os
import signal
import stat
import subprocess
import sys
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luji.base.kernel.problem import Refused
from luji.record.evidence.archive import Archive, fingerprint

KILLED = """
import sys
from pathlib import Path
from luji.record.evidence.archive import Archive
place = Archive(Path(sys.argv[1]))
def endless():
    print("begun", flush=True)
    while True:
        yield b"x" * 65536
with place.receive(endless(), "a", 10**12) as incoming:
    place.keep(incoming)
"""


def kept(archive, content=b"content", name="a.jpg", limit=1000):
    with archive.receive([content], name, limit) as incoming:
        return archive.keep(incoming)


def test_a_file_lies_under_its_hash_read_only(archive):
    path = kept(archive)
    sha256 = hashlib.sha256(b"content").hexdigest()
    assert path == archive.root / sha256[:2] / sha256[2:4] / sha256 == archive.path(sha256)
    assert path.read_bytes() == b"content"
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert archive.has(sha256)
    assert list(archive.hashes()) == [sha256]
    assert list((archive.root / "incoming").iterdir()) == []


def test_the_same_content_twice_is_one_file_and_is_not_written_again(archive):
    first = kept(archive).stat()
    second = kept(archive, name="b.jpg").stat()
    assert (first.st_ino, first.st_mtime_ns) == (second.st_ino, second.st_mtime_ns)


def test_a_damaged_file_is_not_taken_for_a_copy(archive, codes):
    path = kept(archive)
    path.chmod(0o644)
    path.write_bytes(b"forged")
    assert codes(kept, archive) == ["EVI-202"]
    assert path.read_bytes() == b"forged"  # what lies there is for people to look at


@pytest.mark.parametrize(
    ("content", "code"), [([], "EVI-101"), ([b"", b""], "EVI-101"), ([b"x" * 600] * 2, "EVI-102")]
)
def test_nothing_and_too_much_are_refused_and_leave_nothing(archive, codes, content, code):
    def receive():
        with archive.receive(content, "a.jpg", 1000):
            raise AssertionError("it must not get here")

    assert codes(receive) == [code]
    assert list((archive.root / "incoming").iterdir()) == []


def test_an_upload_that_breaks_leaves_nothing(archive):
    def broken():
        yield b"half"
        raise ConnectionError

    with pytest.raises(ConnectionError), archive.receive(broken(), "a", 1000):
        pass
    assert list((archive.root / "incoming").iterdir()) == []
    assert list(archive.hashes()) == []


def test_what_is_not_kept_goes_away(archive):
    with archive.receive([b"content"], "a", 1000) as incoming:
        assert incoming.path.exists()
    assert not incoming.path.exists()
    assert not archive.has(incoming.sha256)


def test_a_killed_process_leaves_no_archived_file(archive, tmp_path):
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(archive.root)], stdout=subprocess.PIPE)
    assert process.stdout.readline() == b"begun\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    assert list(archive.hashes()) == []
    assert list(archive.verify({})) == []
    assert archive.tidy() == 0  # it may still be arriving
    assert archive.tidy(time.time() + 25 * 3600) == 1
    assert list((archive.root / "incoming").iterdir()) == []


@pytest.mark.parametrize(
    "name", ["", "../../etc/passwd", "A" * 64, "a" * 63, "a" * 65, "a" * 63 + "/", "a" * 64 + "\n"]
)
def test_no_path_is_made_from_what_is_no_hash(archive, name):
    with pytest.raises(ValueError, match="SHA-256"):
        archive.path(name)


def test_verify_finds_changed_missing_stray_and_misplaced_files(archive):
    good, changed, stray = (kept(archive, content) for content in (b"good", b"changed", b"stray"))
    changed.chmod(0o644)
    changed.write_bytes(b"other")
    wrong_place = archive.root / "00" / "00" / good.name
    wrong_place.parent.mkdir(parents=True)
    os.link(good, wrong_place)
    listed = {good.name: "a.jpg", changed.name: "b.jpg", "f" * 64: "c.jpg"}
    found = sorted((p.code, str(p.level)) for p in archive.verify(listed))
    assert found == [
        ("EVI-202", "error"),
        ("EVI-203", "error"),
        ("EVI-204", "warning"),
        ("EVI-204", "warning"),
    ]
    assert stray.name[:12] in str(list(archive.verify(listed)))


def test_a_removed_file_is_gone(archive):
    path = kept(archive)
    archive.remove(path.name)
    archive.remove(path.name)
    assert not path.exists()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=300), max_size=6))
def test_any_content_comes_back_as_it_was(archive, chunks):
    content = b"".join(chunks)
    try:
        with archive.receive(chunks, "a", 2000) as incoming:
            path = archive.keep(incoming)
    except Refused as refused:
        assert [p.code for p in refused.problems] == ["EVI-101"]
        assert content == b""
        return
    assert path.read_bytes() == content
    assert fingerprint(path) == incoming.sha256 == path.name
    assert Archive(archive.root).has(path.name)
