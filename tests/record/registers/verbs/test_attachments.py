"""Files of records: sent in forms, put to use with their change, judged, shown; nothing is lost, nobody is fooled."""

import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from luji.base.kernel.problem import Refused
from luji.record.evidence.models import FileUse
from luji.record.registers.verbs import actions
from luji.record.registers.verbs.attachments import anew, families
from luji.record.workflow import actions as journal


def codes(call, *args, **options):
    with pytest.raises(Refused) as refused:
        call(*args, **options)
    return [problem.code for problem in refused.value.problems]


def upload(content, name="现场.jpg"):
    return SimpleUploadedFile(name, content, "image/jpeg")


@pytest.fixture
def create(people, hazard, typed):
    def one(who="officer", **changed):
        people.cast()
        return actions.create(people.actor(who), hazard, typed(hazard) | changed)

    return one


@pytest.fixture
def rectified(hazard, filed, walk):
    return walk(hazard, filed(hazard), "rectified").row


@pytest.fixture
def recheck(people, hazard):
    def one(row, photos, reason="", who="second", **options):
        given = {"check_note": "到现场看过", "check_photos": photos}
        return actions.act(
            people.actor(who, **options), hazard, row.row, row.version, "recheck", given, reason
        )

    return one


# -- verbs --------------------------------------------------------------------------------------------


def test_hashes_stand_in_the_record_and_in_the_journal(create, hazard, brought, people):
    people.cast()
    first, second = brought("officer"), brought("officer")
    row = create(photos=[first, second])
    assert row.photos == [first, second]
    entry = journal.story(hazard.subject(row.row))[0]
    assert json.loads(entry.after)["fields"]["photos"] == [first, second]
    uses = FileUse.objects.filter(register="hazard", row=row.row, field="photos", act="create")
    assert [use.file_id for use in uses] == [first, second]
    changed = actions.edit(people.actor("officer"), hazard, row.row, 1, {"photos": [second]})
    assert changed.photos == [second]
    entry = journal.story(hazard.subject(row.row))[-1]
    assert json.loads(entry.before)["fields"]["photos"] == [first, second]
    assert uses.count() == 2  # what was taken out stays known: the journal names it


def test_only_what_one_brought_oneself_can_be_used(create, brought, people, hazard):
    people.cast()
    others = brought("second")
    assert codes(create, photos=[others]) == ["EVI-115"]
    assert codes(create, photos=["f" * 64, "e" * 64]) == ["EVI-115", "EVI-115"]
    assert not hazard.rows.exists()
    assert FileUse.objects.get().register == ""


def test_too_many_and_what_is_no_hash_are_refused(create, people):
    people.cast()
    assert codes(create, photos=[f"{n:064x}" for n in range(10)]) == ["EVI-114"]


def test_a_failed_change_gives_the_file_back(create, brought, people):
    people.cast()
    mine = brought("officer")
    assert "EVI-115" in codes(create, photos=[mine, "f" * 64])
    assert FileUse.objects.get().register == ""
    assert create(photos=[mine]).photos == [mine]


def test_a_hazard_without_photographs_is_not_filed(create, people, hazard, brought):
    row = create()
    assert codes(actions.act, people.actor("officer"), hazard, row.row, 1, "file", {}) == ["REG-101"]
    row = actions.edit(people.actor("officer"), hazard, row.row, 1, {"photos": [brought("officer")]})
    assert actions.act(people.actor("officer"), hazard, row.row, row.version, "file", {}).state == "filed"


# -- the re-check -------------------------------------------------------------------------------------


def test_a_re_check_needs_a_photograph(recheck, rectified):
    assert codes(recheck, rectified, []) == ["REG-101"]
    assert codes(recheck, rectified, None) == ["REG-101"]


def test_a_fresh_photograph_passes_the_re_check(recheck, rectified, brought):
    mine = brought("second")
    assert recheck(rectified, [mine]).check_photos == [mine]
    assert FileUse.objects.get(file_id=mine).doubts == []


@pytest.mark.parametrize(("stripped", "found"), [
    ({"taken": ""}, ["EVI-308"]),
    ({"place": None}, ["EVI-311"]),
    ({"taken": "", "place": None}, ["EVI-308", "EVI-311"]),
])  # fmt: skip
def test_stripping_what_the_camera_wrote_silences_no_check(recheck, rectified, brought, stripped, found):
    mine = brought("second", **stripped)
    assert codes(recheck, rectified, [mine]) == ["EVI-310", *found]
    row = recheck(rectified, [mine], reason="执法记录仪截图，没有拍摄信息")
    assert (row.state, [told["code"] for told in FileUse.objects.get(file_id=mine).doubts]) == (
        "rechecked",
        found,
    )


def test_the_photograph_of_the_mending_does_not_pass_again(recheck, rectified, brought, photo):
    """Whoever brings the same bytes anew is told where they were used."""
    same = photo(seed="used")
    other = brought("second", content=same)
    row = recheck(rectified, [other])
    assert row.state == "rechecked"


def test_a_used_photograph_is_refused_wherever_it_was_used(
    recheck, rectified, create, brought, photo, people
):
    content = photo(seed="twice")
    elsewhere = create(photos=[brought("officer", content=content)])
    with pytest.raises(Refused) as refused:
        recheck(rectified, [brought("second", content=content)], reason="我说没问题")
    (problem,) = refused.value.problems
    assert problem.code == "EVI-302"  # no reason helps
    assert elsewhere.number in problem.zh
    assert "现场照片" in problem.zh


def test_where_a_photograph_was_used_is_told_to_whoever_may_see_it(
    recheck, rectified, create, brought, photo, hazard
):
    content = photo(seed="far")
    elsewhere = create(photos=[brought("officer", content=content)])
    hazard.rows.filter(pk=elsewhere.pk).update(unit="hh-zhijiang")
    with pytest.raises(Refused) as refused:
        recheck(rectified, [brought("second", content=content)])
    (problem,) = refused.value.problems
    assert problem.code == "EVI-302"
    assert elsewhere.number not in problem.zh + problem.en
    assert "另一条记录" in problem.zh


def test_one_that_looks_the_same_needs_a_reason(recheck, rectified, create, brought, photo, hazard, people):
    create(photos=[brought("officer", content=photo(seed="alike"))])
    again = brought("second", content=photo(seed="alike", quality=35))
    found = codes(recheck, rectified, [again])
    assert found == ["EVI-310", "EVI-303"]
    assert FileUse.objects.get(file_id=again).register == ""
    row = recheck(rectified, [again], reason="同一机位新拍，日期牌不同")
    assert (row.state, row.check_photos) == ("rechecked", [again])
    entry = journal.story(hazard.subject(row.row))[-1]
    assert entry.reason == "同一机位新拍，日期牌不同"
    # Whoever decides sees the doubt and must say why it does not matter.
    lead = people.actor("lead")
    assert codes(actions.act, lead, hazard, row.row, row.version, "close", {}) == ["EVI-310", "EVI-303"]
    closed = actions.act(lead, hazard, row.row, row.version, "close", {}, "现场照片已逐张比对")
    assert closed.state == "closed"


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        ("2026:03:02 17:20:00", []),
        ("2026:02:01 10:00:00", ["EVI-310", "EVI-304"]),
        ("2026:03:02 22:00:00", ["EVI-310", "EVI-306"]),
    ],
)
def test_it_must_be_taken_after_the_mending_was_reported(recheck, rectified, brought, taken, found):
    mine = brought("second", taken=taken)
    if found:
        assert codes(recheck, rectified, [mine]) == found
        assert recheck(rectified, [mine], reason="相机时间没有校准").state == "rechecked"
    else:
        assert recheck(rectified, [mine]).state == "rechecked"


def test_it_must_be_taken_where_the_first_photograph_was(hazard, create, walk, recheck, brought, people):
    people.cast()
    row = create(photos=[brought("officer", place=(27.55, 110.0), name="隐患.jpg")])
    row = walk(hazard, row, "rectified").row
    far = brought("second", place=(27.60, 110.0))
    with pytest.raises(Refused) as refused:
        recheck(row, [far])
    assert [p.code for p in refused.value.problems] == ["EVI-310", "EVI-307"]
    assert "隐患.jpg" in refused.value.problems[1].zh
    assert recheck(row, [brought("second", place=(27.552, 110.001))]).state == "rechecked"


def test_photographs_of_an_earlier_re_check_do_not_stand_for_a_new_one(
    hazard, recheck, rectified, brought, people
):
    first = brought("second")
    row = recheck(rectified, [first])
    row = actions.act(people.actor("lead"), hazard, row.row, row.version, "reopen", {}, "照片看不清")
    note = {"check_note": "再看过"}
    second = people.actor("second")
    assert codes(actions.act, second, hazard, row.row, row.version, "recheck", note) == ["REG-101"]
    assert codes(recheck, row, [first]) == ["EVI-302"]
    assert codes(recheck, row, [first, brought("second")]) == ["EVI-302"]
    assert len(recheck(row, [brought("second")]).check_photos) == 1


def test_while_filing_one_s_own_photograph_may_come_back(create, hazard, people, brought, photo):
    content = photo(seed="mine")
    people.cast()
    row = create(photos=[brought("officer", content=content)])
    row = actions.edit(people.actor("officer"), hazard, row.row, row.version, {"photos": None})
    row = actions.edit(
        people.actor("officer"),
        hazard,
        row.row,
        row.version,
        {"photos": [brought("officer", content=content)]},
    )
    assert len(row.photos) == 1
    assert codes(create, photos=[brought("officer", content=content)]) == ["EVI-302"]


def test_a_photograph_taken_out_comes_back_without_being_brought_anew(create, hazard, people, brought):
    people.cast()
    first, second = brought("officer"), brought("officer")
    row = create(photos=[first, second])
    officer = people.actor("officer")
    row = actions.edit(officer, hazard, row.row, row.version, {"photos": [second]})
    row = actions.edit(officer, hazard, row.row, row.version, {"photos": [first, second]})
    assert row.photos == [first, second]
    other = create(photos=[brought("officer")])
    assert codes(actions.edit, officer, hazard, other.row, 1, {"photos": [first]}) == ["EVI-115"]


def test_photographs_of_another_field_are_not_the_field_s_own(recheck, rectified, hazard, people):
    taken = rectified.rectify_photos[0]
    assert codes(recheck, rectified, [taken]) == ["EVI-115"]


def test_takeover_needs_no_photographs(hazard, people, filed):
    assert not hazard.spec.fields["photos"].required
    assert filed(hazard).photos is None


def test_fresh_fields_not_given_are_named_as_none(hazard):
    assert anew(hazard, "recheck", {"check_note": "x"}) == {"check_note": "x", "check_photos": None}
    assert anew(hazard, "recheck", {"check_photos": ["a"]}, {"route": "G60"}) == {
        "check_photos": ["a"],
        "route": "G60",
    }
    assert anew(hazard, "push", {"batch": "1"}) == {"batch": "1"}


def test_what_a_field_takes(hazard):
    assert families(hazard.spec.fields["photos"]) == {"photo"}
    anything = hazard.spec.fields["photos"].model_copy(update={"accept": ("any",)})
    assert len(families(anything)) == 4


# -- forms --------------------------------------------------------------------------------------------


def test_unticked_files_leave_the_record(people, hazard, create, brought, form):
    people.cast()
    first, second = brought("officer"), brought("officer")
    row = create(photos=[first, second])
    client = people.client("officer")
    page = client.get(f"/registers/hazard/{row.row}/edit/").content.decode()
    assert page.count('type="checkbox" name="photos"') == 2
    assert (
        client.post(f"/registers/hazard/{row.row}/edit/", form(photos=[second], version="1")).status_code
        == 302
    )
    row.refresh_from_db()
    assert row.photos == [second]


def test_the_form_of_a_re_check_begins_without_photographs(people, hazard, rectified, recheck, brought):
    row = recheck(rectified, [brought("second")])
    row = actions.act(people.actor("lead"), hazard, row.row, row.version, "reopen", {}, "再看一次")
    page = people.client("second").get(f"/registers/hazard/{row.row}/acts/recheck/").content.decode()
    assert 'type="checkbox" name="check_photos"' not in page
    assert "到现场看过" in page


def test_doubts_are_asked_about_in_the_form_and_shown_to_whoever_decides(
    people, hazard, rectified, create, brought, photo
):
    create(photos=[brought("officer", content=photo(seed="form"))])
    client, path = people.client("second"), f"/registers/hazard/{rectified.row}/"
    sent = {
        "check_note": "看过", "version": str(rectified.version), "check_photos.new": [upload(photo(seed="form", quality=40))],
    }  # fmt: skip
    answer = client.post(f"{path}acts/recheck/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count("EVI-303") == 1
    assert "EVI-310" in page
    assert 'name="reason"' in page
    assert 'aria-invalid="true"' in page
    (kept_hash,) = FileUse.objects.filter(register="").values_list("file_id", flat=True)
    sent = {
        "check_note": "看过",
        "version": str(rectified.version),
        "check_photos": kept_hash,
        "reason": "同机位",
    }
    assert client.post(f"{path}acts/recheck/", sent).status_code == 302
    assert "EVI-303" in client.get(path).content.decode()
    close = people.client("lead").get(f"{path}acts/close/").content.decode()
    assert "EVI-303" in close
    assert "疑点" in close
    assert "必填" in close.split('for="in-reason"')[1][:80]


def test_photographs_wait_a_day_for_their_form(people, hazard, brought):
    from luji.record.evidence import actions as evidence

    people.cast()
    waiting = brought("officer")
    at = people.actor("officer").at
    assert evidence.clear(at + timedelta(hours=23)) == 0
    assert evidence.clear(at + timedelta(hours=25)) == 1
    assert codes(actions.create, people.actor("officer"), hazard, {"photos": [waiting]})
