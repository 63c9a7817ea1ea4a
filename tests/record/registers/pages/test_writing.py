"""Pages that change: an action's form asks for its fields, and one that is in vain is not offered."""

import pytest

from luji.base.kernel.problem import Refused
from luji.record.registers.verbs import actions
from luji.record.workflow import actions as journal


def test_an_actions_form_asks_for_its_fields_and_says_where_it_leads(people, hazard, filed, walk):
    row = walk(hazard, filed(hazard), "filed").row
    page = people.client("lead").get(f"/registers/hazard/{row.row}/acts/push/").content.decode()
    assert 'name="batch"' in page
    assert 'name="due_on"' in page
    assert "由“待推送”转为“整改中”" in page


def test_what_was_written_in_an_actions_form_is_kept(people, hazard, filed, walk):
    row = walk(hazard, filed(hazard), "filed").row
    answer = people.client("lead").post(
        f"/registers/hazard/{row.row}/acts/push/",
        {"version": row.version, "batch": "第九批", "reason": "备注甲"},
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="第九批"' in page
    assert "备注甲" in page
    assert 'id="wrong-due_on"' in page


def test_a_form_that_no_filling_could_help_is_refused_at_once(people, hazard, filed, walk):
    row = walk(hazard, filed(hazard), "rectified").row
    answer = people.client("lead").get(f"/registers/hazard/{row.row}/acts/close/")
    assert answer.status_code == 403
    assert "WFL-308" in answer.content.decode()


def test_only_get_and_post(people, tiny):
    assert people.client("officer", "officer").put("/registers/tiny/new/").status_code == 405
    assert people.client("officer").post("/registers/tiny/").status_code == 405


FORM = {"unit": "hh-hecheng", "what": "例会", "at": "2026-03-01T14:05", "shade": "light"}


def test_lines_of_a_form_become_sub_rows_empty_ones_are_left_out(people, every):
    lines = {
        "attendees.0.officer": "张三（080001）", "attendees.0.present": "true", "attendees.0.note": 'a|b "c"',
        "attendees.2.officer": "", "attendees.7.officer": "080002", "attendees.10.officer": "  ",
    }  # fmt: skip
    answer = people.client("officer", "officer").post("/registers/every/new/", FORM | lines)
    assert answer.status_code == 302
    row = every.rows.get()
    assert row.attendees == [{"officer": "080001", "present": True, "note": 'a|b "c"'}, {"officer": "080002"}]
    assert row.there == 1
    page = people.client("officer").get(f"/registers/every/{row.row}/edit/").content.decode()
    assert 'value="张三（080001）"' in page and "a|b &#34;c&#34;" in page
    assert page.count('class="line-number"') == 2 + 3 + 1, "the lines, three spare ones and the script's"


def test_more_lines_are_a_form_sent_again_and_save_nothing(people, every):
    sent = FORM | {"attendees.0.officer": "张三", "what": "", "more-attendees": "1"}
    page = people.client("officer", "officer").post("/registers/every/new/", sent).content.decode()
    assert page.count('class="line-number"') == 1 + 10 + 1
    assert "problem-code" not in page, "a form that is still being written is not complained about"
    assert not every.rows.exists()


def test_what_is_wrong_in_a_line_is_told_and_kept(people, every):
    sent = FORM | {"attendees.0.officer": "080001", "attendees.0.hours": "很久", "attendees.1.note": "谁？"}
    answer = people.client("officer", "officer").post("/registers/every/new/", sent)
    page = answer.content.decode()
    assert answer.status_code == 422 and 'id="wrong-attendees"' in page
    assert "第 1 行" in page and 'value="很久"' in page and 'value="谁？"' in page


def test_a_hidden_field_is_empty_whatever_it_says(people, every):
    client = people.client("officer", "officer")
    client.post("/registers/every/new/", FORM | {"reason": "上次写的"})
    assert every.rows.get().reason is None
    answer = client.post("/registers/every/new/", FORM | {"shade": "other"})
    assert answer.status_code == 422 and 'id="wrong-reason"' in answer.content.decode()
    client.post("/registers/every/new/", FORM | {"shade": "other", "reason": "专题"})
    row = every.rows.get(shade="other")
    form = FORM | {"version": row.version, "reason": "专题"}
    client.post(f"/registers/every/{row.row}/edit/", form)
    row.refresh_from_db()
    assert (row.shade, row.reason) == ("light", None)


def test_a_form_holds_what_its_conditions_read(people, every):
    page = people.client("officer", "officer").get("/registers/every/new/").content.decode()
    assert (
        'data-when="[&#34;==&#34;,[&#34;field&#34;,&#34;shade&#34;],[&#34;const&#34;,&#34;other&#34;]]"'
        in page
    )
    assert 'type="datetime-local"' in page and 'type="time"' in page and 'list="list-people"' in page
    assert "例会（旧）" not in page and "已停用" not in page, "only codes in force are offered"


def test_an_old_record_is_offered_the_codes_of_its_day(people, every, filed):
    row = filed(every, at="2020-05-01T09:00", shade="gone")
    page = people.client("officer").get(f"/registers/every/{row.row}/edit/").content.decode()
    assert "例会（旧）" in page and '<option value="gone" selected>' in page


def test_a_step_waits_for_what_it_requires_of_sub_rows(people, every, filed):
    row = filed(every, attendees="080001|false")
    answer = people.client("officer").post(f"/registers/every/{row.row}/acts/send/", {"version": row.version})
    assert answer.status_code == 422 and "WFL-305" in answer.content.decode()
    row = filed(every, attendees="")
    answer = people.client("officer").post(f"/registers/every/{row.row}/acts/send/", {"version": row.version})
    assert "REG-101" in answer.content.decode()


def test_what_names_people_is_in_the_form_of_the_filer_and_of_its_readers_only(people, every, filed):
    people.cast()
    row = filed(every, witness="officer")
    place = f"/registers/every/{row.row}/edit/"
    shown = {name: people.client(name).get(place).content.decode() for name in ("officer", "second")}
    value = 'value="officer同志（officer）" list='
    assert 'name="witness"' in shown["officer"] and value in shown["officer"]
    assert 'name="witness"' not in shown["second"] and value not in shown["second"]


def test_posted_all_the_same_it_stays_as_it_is(people, every, filed):
    row = filed(every, witness="080002")
    given = FORM | {"what": "改过的例会", "version": row.version, "witness": "080001"}
    answer = people.client("second").post(f"/registers/every/{row.row}/edit/", given)
    assert answer.status_code == 302, answer.content.decode()
    row.refresh_from_db()
    assert (row.what, row.witness) == ("改过的例会", "080002")
    with pytest.raises(Refused, match="REG-207"):
        actions.edit(people.actor("second"), every, row.row, row.version, {"witness": "080001"})
    changed = actions.edit(people.actor("officer"), every, row.row, row.version, {"witness": "080001"})
    assert changed.witness == "080001"


def test_an_act_shows_nothing_of_what_its_reader_does_not_read_and_keeps_it(
    people, every, filed, walk, monkeypatch
):
    opinion = every.spec.fields["opinion"].model_copy(update={"personal": True, "required": False})
    monkeypatch.setitem(every.spec.fields, "opinion", opinion)
    row = walk(every, filed(every), "sent").row
    every.rows.filter(pk=row.pk).update(opinion="机密意见甲")
    place, client = f"/registers/every/{row.row}/acts/review/", people.client("second")
    page = client.get(place).content.decode()
    assert 'name="opinion"' in page and "机密意见甲" not in page
    done = client.post(place, {"version": row.version, "opinion": "新的意见"})
    assert done.status_code == 302, done.content.decode()
    row.refresh_from_db()
    assert row.opinion == "新的意见"


def test_a_former_content_brings_back_nothing_its_reader_does_not_read(people, every, filed):
    row = filed(every, witness="080002")
    first = journal.story(every.subject(row.row))[0].number
    row = actions.edit(
        people.actor("officer"), every, row.row, row.version, {"witness": "080001", "what": "新"}
    )
    place = f"/registers/every/{row.row}/editions/{first}/"
    answer = people.client("second").post(place, {"version": row.version})
    assert answer.status_code in (302, 404), answer.content.decode()
    row.refresh_from_db()
    assert row.witness == "080001"
