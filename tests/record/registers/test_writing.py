"""Pages that change: an action's form asks for its fields, and one that is in vain is not offered."""


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
