"""What chat does to recognizers, and what is done about it."""

import pytest

from adapters.presidio.finder import Finder
from core.redaction.people import Member
from core.redaction.policy import Policy


def found(finder: Finder, text: str, policy: Policy = Policy()) -> list[tuple[str, str]]:
    return [(f.type, text[f.start : f.end]) for f in finder.find(text, policy)]


@pytest.mark.parametrize(
    "text",
    [
        "U02ABCDEF1 wrote in C024BE91L",
        "see 1699999999.123456, and p1699999999123456",
        "order 9876543210 has arrived",
        "upgrade to 3.11.7.1 or kernel 2.6.8.1, version 10.2.3.4-1",
        "edit app.py, then main.rs and README.md",
        "clone git@github.com:owner/name.git",
        "it said 127.0.0.1, 0.0.0.0 or 255.255.255.0",
        "use std::vector, a::b and lspci -d::300",
        "at 12:30:45 :tada: :white_check_mark: :+1:",
        "1920x1080, 42949672960 bytes, 2024-05-06, 13.10 - 2013",
        "the thread 123456789012345678 on Discord <#123456789012345678> <@&123456789012345678>",
        "well done <:blob:123456789012345678>, at <t:1699999999:R>",
        "commit 9fceb02d0ae598e95dc970b74767f19372d61af8, disk 920903aa-762f-40d2-8126-87f4b0e6f975",
        "the password is wrong, my token expired, the secret to success is 42",
        "XFree86-VidModeExtension and X11DRV_WineGL_InitOpenglInfo failed",
        "pass the salt, may the best win, mark my words, I will",
    ],
)
def test_what_only_looks_like_personal_data_stays(finder: Finder, text: str) -> None:
    assert found(finder, text, Policy((Member("1", ("May",)), Member("2", ("Mark",)), Member("3", ("Will",))))) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("联系ana@example.com谢谢", ("EMAIL_ADDRESS", "ana@example.com")),
        ("サーバー93.184.216.34です", ("IP_ADDRESS", "93.184.216.34")),
        ("mail ana\u200b@exam\u2060ple.com", ("EMAIL_ADDRESS", "ana\u200b@exam\u2060ple.com")),
        ("ａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ!", ("EMAIL_ADDRESS", "ａｎａ＠ｅｘａｍｐｌｅ．ｃｏｍ")),
        ("ana&#64;example.com", ("EMAIL_ADDRESS", "ana&#64;example.com")),
        ("<mailto:ana@example.com|ana@example.com>", ("EMAIL_ADDRESS", "<mailto:ana@example.com|ana@example.com>")),
        ("<tel:+12125550123|+1 212 555 0123>", ("PHONE_NUMBER", "<tel:+12125550123|+1 212 555 0123>")),
        ("`ana@example.com`", ("EMAIL_ADDRESS", "ana@example.com")),
        ("*ana@example.com*", ("EMAIL_ADDRESS", "ana@example.com")),
        ("mac 00:1a:2b:3c:4d:5e up", ("MAC_ADDRESS", "00:1a:2b:3c:4d:5e")),
        ("de:ad:be:ef:de:ad is its mac", ("MAC_ADDRESS", "de:ad:be:ef:de:ad")),
        ("ping fe80:0:0:1::42ab", ("IP_ADDRESS", "fe80:0:0:1::42ab")),
        ("<https://example.com/a?b=1|the page>", ("URL", "https://example.com/a?b=1")),
        ("(see http://example.com/a_(b))", ("URL", "http://example.com/a_(b)")),
        ("www.example.org/x, please", ("URL", "www.example.org/x")),
        ("<@U02ABCDEF>: hi", ("PERSON", "<@U02ABCDEF>")),
        ("<@!123456789012345678> hi", ("PERSON", "<@!123456789012345678>")),
        ('<at id="0">Ana Lima</at> hi', ("PERSON", '<at id="0">Ana Lima</at>')),
        ('<a href="mailto:ana@example.com">mail</a>', ("EMAIL_ADDRESS", "ana@example.com")),
        ("gb50mvfc38361978683032", ("IBAN_CODE", "gb50mvfc38361978683032")),
        ("call 975 97 287", ("PHONE_NUMBER", "975 97 287")),
        ("975 97 287-office", ("PHONE_NUMBER", "975 97 287")),
        ("card 4111 1111 1111 1111", ("CREDIT_CARD", "4111 1111 1111 1111")),
        ("say <PERSON_1> to it", ("LITERAL", "<PERSON_1>")),
    ],
)
def test_personal_data_is_found_exactly_where_it_stands(finder: Finder, text: str, expected: tuple[str, str]) -> None:
    assert found(finder, text) == [expected]


def test_one_person_has_many_names_and_a_common_word_only_as_a_name(finder: Finder) -> None:
    people = Policy((Member("1", ("Will Özdemir", "wozzy")), Member("2", ("田中",)), Member("3", ("jo",))))
    text = "Will says wozzy, i.e. will OZDEMIR or @wozzy, will not meet 田中さん; jo, not Jo, nor major"
    findings = finder.find(text, people)
    assert [(text[f.start : f.end], f.person) for f in findings] == [
        ("Will", "1"),
        ("wozzy", "1"),
        ("will OZDEMIR", "1"),
        ("@wozzy", "1"),
        ("田中", "2"),
        ("jo", "3"),
    ]


def test_a_secret_in_a_link_makes_the_link_a_secret(finder: Finder) -> None:
    text = f"open https://example.com/?key=AKIA{'A2' * 8}&x=1 now"
    [finding] = finder.find(text)
    assert finding.secret
    assert text[finding.start : finding.end].startswith("https://")


def test_a_password_said_once_is_taken_out_where_it_is_repeated(finder: Finder) -> None:
    text = "the password is Tr0ub4dor. yes, Tr0ub4dor"
    assert found(finder, text) == [("PASSWORD", "Tr0ub4dor"), ("PASSWORD", "Tr0ub4dor")]


def test_a_workspace_denies_and_allows_words_of_its_own(finder: Finder) -> None:
    policy = Policy(deny=("Project Falcon",), allow=("93.184.216.34",))
    text = "project falcon runs on 93.184.216.34 and 93.184.216.35, falcons do not"
    assert found(finder, text, policy) == [("DENIED", "project falcon"), ("IP_ADDRESS", "93.184.216.35")]


def test_a_long_text_is_examined_to_its_end_in_pieces(finder: Finder) -> None:
    filler = "lorem ipsum dolor " * 400
    text = "".join(f"{filler}u{i}@example.com " for i in range(9))
    assert [v for _, v in found(finder, text)] == [f"u{i}@example.com" for i in range(9)]


@pytest.mark.parametrize("at", range(3_560, 4_010, 30))
def test_what_stands_where_two_pieces_meet_is_found_whole(finder: Finder, at: int) -> None:
    text = "x" * (at - 1) + " ana.lima@example.com " + "y " * 300
    assert found(finder, text) == [("EMAIL_ADDRESS", "ana.lima@example.com")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("my account number is 12345678", "12345678"),
        ("Passport number: C01X00T47, thanks", "C01X00T47"),
        ("employee id E-20419", "E-20419"),
        ("Her policy number is AB-123 456 789.", "AB-123 456 789"),
        ("Kontonummer: 0532013000", "0532013000"),
    ],
)
def test_a_number_of_an_office_is_found_by_the_words_before_it(finder: Finder, text: str, value: str) -> None:
    assert found(finder, text) == [("ID_NUMBER", value)]


@pytest.mark.parametrize(
    "text", ["bug number 12345", "error code 80070005", "my account is number one", "port number 8080"]
)
def test_other_numbers_stay(finder: Finder, text: str) -> None:
    assert found(finder, text) == []
