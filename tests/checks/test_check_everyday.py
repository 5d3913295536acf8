"""What people write every day in English and Swedish: what is found, and what is left alone."""

from __future__ import annotations

import pytest

from pipeline.checks.glossary import parse_glossary
from tests.checks.checked_texts import found

SV, EN = ("en", "sv"), ("sv", "en")
Case = tuple[str, tuple[str, str], str, str]

FOUND: dict[str, Case] = {
    "a year that is another one": ("numbers", SV, "Since 2017", "Sedan 2016"),
    "a decimal that became a whole number": ("numbers", SV, "It weighs 1.5 kg", "Den väger 15 kg"),
    "a decimal that is gone": ("numbers", SV, "1.5 of them", "Några av dem"),
    "a version that is gone": (
        "numbers",
        SV,
        "Debian 4.8.4 and 4.8.6 came",
        "Debian och 4.8.6 kom",
    ),
    "a price of another size in the same currency": (
        "numbers",
        SV,
        "It costs $5",
        "Det kostar 50 dollar",
    ),
    "an hour that is another one": ("numbers", SV, "At 3 p.m.", "Kl. 16"),
    "a range with another end": ("numbers", SV, "Pages 10–20", "Sidorna 10–30"),
    "a percentage that is another one": ("numbers", SV, "50% of them", "15 % av dem"),
    "an ordinal that is another one": ("numbers", SV, "The 21st time", "21:a gången den 22:a"),
    "a telephone number with a digit too few": (
        "numbers",
        EN,
        "Ring 08-123 456 78",
        "Call 08-123 456 7",
    ),
    "thousands with a comma in Swedish": ("number-format", SV, "1,000 people", "1,000 personer"),
    "thousands with a space in English": ("number-format", EN, "1 000 personer", "1 000 people"),
    "thousands with a hard space in English": (
        "number-format",
        EN,
        "12 500 personer",
        "12 500 people",
    ),
    "a decimal point before a unit in Swedish": ("number-format", SV, "2.5 km away", "2.5 km bort"),
    "a decimal comma before a unit in English": ("number-format", EN, "2,5 km bort", "2,5 km away"),
    "no space before the Swedish per cent sign": ("number-format", SV, "5% more", "5% mer"),
    "a space before the English per cent sign": ("number-format", EN, "5 % mer", "5 % more"),
    "one of two dates of a month": (
        "dates",
        SV,
        "From 1 July to 7 July",
        "Från den 1 november till den 7 juli",
    ),
    "a month with a year behind “of”": ("dates", SV, "In August of 1993", "I april 1993"),
    "an American date": ("dates", SV, "On October 31, 2017", "Den 31 november 2017"),
    "a short month": ("dates", SV, "31 Oct 2017", "31 nov 2017"),
    "a Swedish month in English": ("date-format", EN, "Den 3 maj 2019", "On 3 maj 2019"),
    "a Swedish month in English, with another letter": (
        "date-format",
        EN,
        "I Februari 2011",
        "In februari 2011",
    ),
    "a capital letter in a Swedish month": ("date-format", SV, "On 3 May 2019", "Den 3 Maj 2019"),
    "the word ‘the’ twice": ("doubled", EN, "Den röda båten", "The the red boat"),
    "the word ‘att’ twice": ("doubled", SV, "He said that it is so", "Han sade att att det är så"),
    "a word twice, with a comma behind it": (
        "doubled",
        SV,
        "A boat, a car",
        "En båt båt, en bil",
    ),
    "a word twice at the end": ("doubled", SV, "A red boat.", "En röd båt båt."),
    "a word twice over two lines": ("doubled", SV, "A red boat", "En röd\nröd båt"),
    "English marks in Swedish": ("quotes", SV, "It is “so”", "Det är “så”"),
    "Swedish marks in English": ("quotes", EN, "Det är ”så”", "It is ”so”"),
    "Swedish marks at the beginning in English": ("quotes", EN, "”Så”, sade han", "”So”, he said"),
    "German marks in Swedish": ("quotes", SV, "It is “so”", "Det är „så“"),
    "guillemets in English": ("quotes", EN, "Det är »så»", "It is »so»"),
    "an em dash in Swedish": ("dashes", SV, "So — or not", "Så — eller inte"),
    "a hyphen in a range of years": ("dashes", SV, "1914–1918", "1914-1918"),
    "a space before a question mark": ("spacing", SV, "Is it so?", "Är det så ?"),
    "no space behind a full stop": ("spacing", SV, "It is so. He knows.", "Det är så.Han vet."),
    "a space within brackets": ("spacing", SV, "So (or not)", "Så ( eller inte)"),
    "a sentence left in English": (
        "language",
        SV,
        "It rains. The boats are in the harbour and the people are home.",
        "Det regnar. The boats are in the harbour and the people are home.",
    ),
    "a clause of a few small words left in English": (
        "language",
        SV,
        "He came, and many developers joined him in this task.",
        "Han kom, and many developers joined him in this task.",
    ),
    "a speech left in English": (
        "language",
        SV,
        "“We hope that this work can help other people in the country, and that it lasts.”",
        "”We hope that this work can help other people in the country, and that it lasts.”",
    ),
    "a sentence left in Swedish": (
        "language",
        EN,
        "Det regnar. Båtarna ligger i hamnen och folket är hemma.",
        "It rains. Båtarna ligger i hamnen och folket är hemma.",
    ),
    "an English heading as it was": ("unchanged", SV, "Page not found", "Page not found"),
    "an English description as it was": (
        "unchanged",
        SV,
        "Illustration of a bird flying.",
        "Illustration of a bird flying.",
    ),
    "an English sentence with addresses as it was": (
        "unchanged",
        SV,
        "For more, see <https://a.example> or write to &lt;me@a.example&gt; at any time.",
        "For more, see <https://a.example> or write to &lt;me@a.example&gt; at any time.",
    ),
    "an English sentence with semicolons as it was": (
        "unchanged",
        SV,
        "It is for home users; for schools; and for all of those who want it.",
        "It is for home users; for schools; and for all of those who want it.",
    ),
    "a Swedish heading as it was": ("unchanged", EN, "Så här gör du", "Så här gör du"),
    "a question that no longer asks": ("punctuation", SV, "Do you know?", "Vet du."),
    "a sentence without its full stop": ("punctuation", SV, "It is so.", "Det är så"),
    "a colon that is gone": ("punctuation", SV, "You need:", "Du behöver"),
    "a placeholder that is translated": ("placeholders", SV, "Hi {name}", "Hej {namn}"),
    "a placeholder of Python that is gone": ("placeholders", SV, "%(n)d letters", "brev"),
    "a template that is translated": ("markup", SV, "Hi {{ name }}", "Hej {{ namn }}"),
    "the end of a caption that is gone": (
        "markup",
        SV,
        "[caption id=1]A boat[/caption]",
        "[caption id=1]En båt",
    ),
    "a command that is translated": ("code", SV, "Run `make test`", "Kör `gör test`"),
    "a hashtag that is translated": ("names", SV, "Use #canalday", "Använd #kanaldagen"),
    "an e-mail address with a slip": ("names", SV, "Ask me@a.example", "Fråga mig@a.example"),
    "an address of another page": ("addresses", SV, "[a](/en/b)", "[a](/sv/c)"),
    "a link that is gone": ("links", SV, "See [here](/a).", "Se här."),
    "half a text": (
        "length",
        SV,
        "The boat lay in the harbour for three weeks. Then the wind came, and it left at last.",
        "Båten låg i hamnen.",
    ),
}

RIGHT: dict[str, Case] = {
    "a date as each language writes it": (
        "numbers",
        SV,
        "On October 31st, 2017",
        "Den 31 oktober 2017",
    ),
    "a number as each language writes it": ("numbers", SV, "1,000.5 litres", "1 000,5 liter"),
    "an hour of the afternoon": ("numbers", SV, "At 3 p.m.", "Kl. 15"),
    "half past three": ("numbers", SV, "At 3:30 pm", "Kl. 15.30"),
    "dollars in words": ("numbers", SV, "It costs $5", "Det kostar 5 dollar"),
    "one and a half in words": ("numbers", SV, "1.5 years later", "Ett och ett halvt år senare"),
    "a half in figures": ("numbers", SV, "Two and a half hours", "2,5 timmar"),
    "ordinals": ("numbers", SV, "The 1st and the 22nd", "Den 1:a och den 22:a"),
    "an ordinal in words": ("numbers", SV, "The 3rd time", "Tredje gången"),
    "a decade": ("numbers", SV, "In the 1990s", "På 1990-talet"),
    "a decade in short": ("numbers", SV, "In the ’90s", "På 90-talet"),
    "a century": ("numbers", EN, "På 1700-talet", "In the 18th century"),
    "a version": ("numbers", SV, "Python 3.11.2 is here", "Här är Python 3.11.2"),
    "a telephone number": ("numbers", EN, "Ring 08-123 456 78", "Call +46 8 123 456 78"),
    "percent in words": ("numbers", SV, "50 percent", "Hälften, 50 procent"),
    "a dozen": ("numbers", SV, "A dozen eggs", "12 ägg"),
    "a range": ("numbers", SV, "Ages 10–20", "10–20 år"),
    "an ISO date": ("numbers", SV, "On 31 October 2017", "2017-10-31"),
    "a version in Swedish": ("number-format", SV, "Version 2.5 is out", "Version 2.5 är ute"),
    "thousands with a space": ("number-format", SV, "12,500 people", "12 500 personer"),
    "a year": ("number-format", SV, "In 2017, 1,000 came", "År 2017 kom 1 000"),
    "two numbers beside each other": ("number-format", EN, "Rum 12 345", "Room 12 or 345"),
    "May as a verb": ("dates", SV, "You may 2 times a day", "Du får 2 gånger om dagen"),
    "two dates of a month made one": (
        "dates",
        SV,
        "From 1 July to 7 July",
        "Från den 1 till den 7 juli",
    ),
    "a month at the beginning": ("date-format", SV, "October 31 is the day", "Oktober 31 är dagen"),
    "‘den den’ as Swedish has it": ("doubled", SV, "For the one it is", "För den den är till"),
    "‘had had’ as English has it": ("doubled", EN, "Det han hade haft", "What he had had"),
    "a name that is twice in both": ("doubled", SV, "Duran Duran played", "Duran Duran spelade"),
    "the end of a sentence and the next": (
        "doubled",
        SV,
        "Yes. So be it.",
        "Det är så. Så är det.",
    ),
    "Swedish marks": ("quotes", SV, "It is “so”", "Det är ”så”"),
    "Swedish guillemets": ("quotes", SV, "It is “so”", "Det är »så«"),
    "nested marks": ("quotes", SV, "“He said ‘so’”", "”Han sade ’så’”"),
    "nested English marks": ("quotes", EN, "”Han sade ’så’”", "“He said ‘so’”"),
    "inches": ("quotes", SV, 'A 24" screen', 'En 24" skärm'),
    "apostrophes": ("quotes", EN, "Båtens färg", "The boat’s colour"),
    "an English quotation behind a dash": ("quotes", EN, "– Så", "“So”"),
    "a dash as Swedish writes it": ("dashes", SV, "So—or not", "Så – eller inte"),
    "a word with a hyphen": ("dashes", SV, "A CD-ROM — old", "En cd-skiva – gammal"),
    "abbreviations": ("spacing", SV, "E.g. boats, i.e. ships", "T.ex. båtar, d.v.s. skepp"),
    "abbreviations with spaces": ("spacing", SV, "e.g. boats, etc.", "t. ex. båtar, m. m."),
    "a smiley": ("spacing", SV, "See you :)", "Vi ses :)"),
    "three dots with a space before them": ("spacing", SV, "Well ...", "Tja ..."),
    "a name of a file": ("spacing", SV, "Open the file .env", "Öppna filen .env"),
    "a decimal number": ("spacing", SV, "It is 3,5 wide", "Den är 3,5 bred"),
    "an English title in marks": (
        "language",
        SV,
        "He read “The Art of the Sea” there.",
        "Han läste ”The Art of the Sea” där.",
    ),
    "an English name of a firm": (
        "language",
        SV,
        "He works for the Bank of the North and the Sea.",
        "Han arbetar för the Bank of the North and the Sea.",
    ),
    "English words that Swedish has too": (
        "language",
        SV,
        "The team has a good design for the webb app.",
        "Teamet har en bra design för sin app.",
    ),
    "settings as they are typed": (
        "language",
        SV,
        "path = The Archive read only = true secrets file = a users = the",
        "path = Arkivet read only = true secrets file = a users = the",
    ),
    "names of parts": (
        "language",
        SV,
        "Add rtl8188eu, with_pci, rtl8723be, this_ae, for_sdio to it",
        "Lägg till rtl8188eu, with_pci, rtl8723be, this_ae, for_sdio",
    ),
    "a name with dots": (
        "language",
        SV,
        "The group is no.it.os.with.the.unix",
        "Gruppen heter no.it.os.with.the.unix",
    ),
    "a single word that is the same": ("unchanged", SV, "Problem", "Problem"),
    "another word that is the same": ("unchanged", SV, "Film", "Film"),
    "a name of a program": ("unchanged", SV, "Visual Studio Code", "Visual Studio Code"),
    "a name and a version": ("unchanged", SV, "Linux kernel 6.1", "Linux kernel 6.1"),
    "a command": ("unchanged", SV, "docker container remove", "docker container remove"),
    "a place in Sweden": ("unchanged", SV, "Stora Skuggan", "Stora Skuggan"),
    "a Swedish text in an English post": (
        "unchanged",
        SV,
        "Etik och matchning",
        "Etik och matchning",
    ),
    "a title in Swedish of a book": ("unchanged", SV, "Nils Holgersson", "Nils Holgersson"),
    "the mark within the quotation": ("punctuation", SV, "He said “so.”", "Han sade ”så”."),
    "three dots": ("punctuation", SV, "And so on...", "Och så vidare …"),
    "a mark behind a link": ("punctuation", SV, "See [a](/b).", "Se [a](/b)."),
    "an abbreviation at the end": ("punctuation", SV, "Boats etc.", "Båtar m.m."),
    "placeholders in another order": ("placeholders", SV, "%1$s of %2$s", "%2$s har %1$s"),
    "a percentage before an s": ("placeholders", SV, "50% solution", "50 % lösning"),
    "a template with another space": ("markup", SV, "Hi {{ name }}!", "Hej {{ name }}!"),
    "a caption that is translated": (
        "markup",
        SV,
        '[caption id="1" caption="A boat"]A[/caption]',
        '[caption id="1" caption="En båt"]En[/caption]',
    ),
    "a name that the reader chooses": ("code", SV, "Run `cat {{file}}`", "Kör `cat {{fil}}`"),
    "an address in the reader's language": (
        "addresses",
        SV,
        "[a](https://a.example/en/b/)",
        "[a](https://a.example/sv/b/)",
    ),
    "an address with the language at its end": (
        "addresses",
        SV,
        "[a](/b?lang=en)",
        "[a](/b?lang=sv)",
    ),
    "a short text that is twice as long": ("length", SV, "FAQ", "Vanliga frågor"),
}


@pytest.mark.parametrize(("rule", "langs", "msgid", "msgstr"), FOUND.values(), ids=FOUND)
def test_it_is_found(rule: str, langs: tuple[str, str], msgid: str, msgstr: str) -> None:
    assert len(found(rule, msgid, msgstr, langs=langs)) == 1


@pytest.mark.parametrize(("rule", "langs", "msgid", "msgstr"), RIGHT.values(), ids=RIGHT)
def test_it_is_left_alone(rule: str, langs: tuple[str, str], msgid: str, msgstr: str) -> None:
    assert found(rule, msgid, msgstr, langs=langs) == []


TERMS = parse_glossary(
    "source,target,term,translation\n"
    "en,sv,blog post,blogginlägg\n"
    "en,sv,boat,båt\n"
    "en,sv,translation,översättning\n"
    "en,sv,child,barn\n"
    ",,WordPress,\n"
)
IN_FORMS = {
    "a definite form": ("The boat is red", "Båten är röd"),
    "a plural that is definite": ("The boats are red", "Båtarna är röda"),
    "a genitive": ("The boat's colour", "Båtens färg"),
    "a compound that begins with it": ("The boat trip", "Båtresan"),
    "a compound that ends with it": ("The fishing boats", "Fiskebåtarna"),
    "a plural with two endings": (
        "Three translations of blog posts",
        "Tre översättningar av blogginlägg",
    ),
    "a name with an ending": ("WordPress's blocks", "WordPress block"),
}


@pytest.mark.parametrize(("msgid", "msgstr"), IN_FORMS.values(), ids=IN_FORMS)
def test_a_term_counts_in(msgid: str, msgstr: str) -> None:
    assert found("glossary", msgid, msgstr, glossary=TERMS) == []


OTHERWISE = {
    "another word": ("The boat is red", "Skeppet är rött"),
    "a name in other letters": ("WordPress is old", "Wordpress är gammalt"),
    "two terms of which one is right": ("A boat, a translation", "En båt, en tolkning"),
}


@pytest.mark.parametrize(("msgid", "msgstr"), OTHERWISE.values(), ids=OTHERWISE)
def test_a_term_is_missed_with(msgid: str, msgstr: str) -> None:
    assert len(found("glossary", msgid, msgstr, glossary=TERMS)) == 1
