"""Addresses of the pages about people."""

from __future__ import annotations

from django.urls import path

from luji.base.people.mine import pages as mine
from luji.base.people.office import filing, log
from luji.base.people.office import pages as office
from luji.base.people.signin import elsewhere
from luji.base.people.signin import pages as signing

PERSON = "settings/people/person/<str:number>/"

urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-in/code/", signing.code, name="sign-in-code"),
    path("sign-in/elsewhere/", elsewhere.leave, name="sign-in-elsewhere"),
    path("sign-in/elsewhere/back/", elsewhere.back, name="sign-in-elsewhere-back"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("account/", mine.account, name="own-account"),
    path("account/password/", mine.password, name="own-password"),
    path("account/second-factor/", mine.second_factor, name="own-factor"),
    path("account/sessions/end/", mine.end_others, name="own-sessions-end"),
    path("account/lend/", mine.lend, name="own-lend"),
    path("account/lent/<int:loan>/take-back/", mine.take_back, name="own-take-back"),
    path("settings/people/", office.people, name="people"),
    path("settings/sign-ins/", log.sign_ins, name="sign-ins"),
    path("settings/people/new/", office.new, name="person-new"),
    path("settings/people/import/", filing.take_in, name="people-import"),
    path("settings/people/people.<str:format>", filing.give_out, name="people-export"),
    path(PERSON, office.person, name="person"),
    path(f"{PERSON}posts/<int:post>/end/", office.end_post, name="person-end-post"),
    path(f"{PERSON}lent/<int:loan>/take-back/", office.take_back, name="person-take-back"),
    path(f"{PERSON}<str:name>/", office.act, name="person-act"),
]
