"""Numbers written as words, in the languages that people most often translate between here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import accumulate

from pipeline.checks.prose import words

_SMALL = {
    "en": "zero/no/none one/once/first/single/a/an "
    "two/twice/second/both/half/double/couple/pair/halves/dual three/third/thrice/triple "
    "four/fourth/quarter five/fifth six/sixth seven/seventh eight/eighth nine/ninth "
    "ten/tenth eleven/eleventh twelve/twelfth/dozen thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty/twentieth/score",
    "sv": "noll/ingen/inga/inget en/ett/första/förste/enda/ena "
    "två/andra/andre/båda/bägge/dubb/par/halv/hälft tre/tredj/trippel "
    "fyra/fjärd/fyr/kvart fem/femt sex/sjätt sju/sjund åtta/ått nio/nio tio/tiond "
    "elva/elft tolv/tolft/dussin tretton fjorton femton sexton sjutton arton nitton tjugo",
    "da": "nul/ingen en/et/første/ene to/anden/andet/begge/dobbelt/halv tre/tredje fire/fjerde "
    "fem/femte seks/sjette syv/syvende otte/ottende ni/niende ti/tiende elleve tolv/dusin "
    "tretten fjorten femten seksten sytten atten nitten tyve",
    "nb": "null/ingen en/ett/første/ene to/andre/begge/dobbel/halv tre/tredje fire/fjerde "
    "fem/femte seks/sjette sju/syv/sjuende åtte/åttende ni/niende ti/tiende elleve "
    "tolv/dusin tretten fjorten femten seksten sytten atten nitten tjue",
    "de": "null/kein ein/erst/einmal zwei/zweit/beid/doppel/halb/paar drei/dritt vier fünf "
    "sechs sieb acht neun zehn elf zwölf/dutzend dreizehn vierzehn fünfzehn sechzehn "
    "siebzehn achtzehn neunzehn zwanzig",
    "nl": "nul/geen een/eerste twee/tweede/beide/dubbel/half drie/derde vier vijf zes zeven "
    "acht negen tien elf twaalf/dozijn dertien veertien vijftien zestien zeventien "
    "achttien negentien twintig",
    "fr": "zéro/aucun un/une/premier/première deux/second/double/demi trois/troisième/tiers "
    "quatre/quart cinq six sept huit neuf dix onze douze/douzaine treize quatorze quinze "
    "seize dix-sept dix-huit dix-neuf vingt",
    "es": "cero/ningún un/uno/una/primer dos/segund/ambos/doble/medi tres/tercer cuatro/cuart "
    "cinco/quint seis/sext siete/séptim ocho/octav nueve/noven diez/décim once "
    "doce/docena trece catorce quince dieciséis diecisiete dieciocho diecinueve veint",
}
_LARGE = {
    "en": {30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty",
           90: "ninety", 100: "hundred/century", 1000: "thousand/millennium"},
    "sv": {30: "trettio", 40: "fyrtio", 50: "femtio", 60: "sextio", 70: "sjuttio", 80: "åttio",
           90: "nittio", 100: "hundra/sekel", 1000: "tusen"},
    "da": {30: "tredive", 40: "fyrre", 50: "halvtreds", 60: "tres", 70: "halvfjerds", 80: "firs",
           90: "halvfems", 100: "hundred", 1000: "tusind"},
    "nb": {30: "tretti", 40: "førti", 50: "femti", 60: "seksti", 70: "sytti", 80: "åtti",
           90: "nitti", 100: "hundre", 1000: "tusen"},
    "de": {30: "dreißig", 40: "vierzig", 50: "fünfzig", 60: "sechzig", 70: "siebzig",
           80: "achtzig", 90: "neunzig", 100: "hundert", 1000: "tausend"},
    "nl": {30: "dertig", 40: "veertig", 50: "vijftig", 60: "zestig", 70: "zeventig",
           80: "tachtig", 90: "negentig", 100: "honderd", 1000: "duizend"},
    "fr": {30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 70: "soixante-dix",
           80: "quatre-vingt", 90: "quatre-vingt-dix", 100: "cent", 1000: "mille"},
    "es": {30: "treinta", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta",
           80: "ochenta", 90: "noventa", 100: "cien", 1000: "mil"},
}  # fmt: skip
_MILLION = 1_000_000
_OFTEN_SPELLED = frozenset((*range(13), 15, 20, 30, 40, 50, 60, 70, 80, 90, 100, 1000, _MILLION))


def _prefixes(lang: str) -> Mapping[str, int]:
    small = {
        form: number
        for number, forms in enumerate(_SMALL[lang].split())
        for form in forms.split("/")
    }
    large = {form: number for number, forms in _LARGE[lang].items() for form in forms.split("/")}
    return {**small, **large}


_FORMS = {lang: _prefixes(lang) for lang in _SMALL}
_QUARTER = 15
"""Minutes, that are a quarter of an hour."""
_WHOLE = 2
"""A form of so few letters is a word of its own, not the beginning of one."""


def spells(text: str, number: int, lang: str) -> bool:
    """Whether the text says the number in words; for a language unknown here, whether it could.

    >>> spells("det tredje försöket", 3, "sv"), spells("tjugofem år", 25, "sv")
    (True, True)
    >>> spells("a few", 7, "en")
    False
    """
    forms = _FORMS.get(lang.partition("-")[0])
    if forms is None:
        return number in _OFTEN_SPELLED
    return number in set(_numbers(text, forms)) or (number == _QUARTER and spells(text, 4, lang))


def _numbers(text: str, forms: Mapping[str, int]) -> Iterator[int]:
    """Each number that the words say, alone and with what stands before it."""
    before = 0
    for word in words(text.lower()):
        found = list(_parts(word, forms)) or [0]
        yield from found
        yield from accumulate(found)  # tjugofem, twenty-five
        if len(found) > 1:
            yield found[0] * found[1]  # tvåhundra
        yield before + found[0]
        yield before * found[0]  # two hundred
        before = found[0]


def _parts(word: str, forms: Mapping[str, int]) -> Iterator[int]:
    while word:
        form = next((word[:size] for size in range(len(word), 0, -1) if word[:size] in forms), None)
        if form is None or (len(form) <= _WHOLE and form != word):
            return
        yield forms[form]
        word = word[len(form) :].lstrip("-")
