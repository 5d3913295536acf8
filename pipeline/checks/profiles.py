"""The small words that tell languages apart: lists of our own, of words that carry no topic."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_SMALL_WORDS: Mapping[str, str] = {
    "en": "the of and to that is was for with are this from have be by not you it at or which "
    "your we they his her their our would will can has had were been these those who what when "
    "where how its into about than then them there if but an as on she my me us do does did "
    "more most some any all also only such other because while should could may might must",
    "sv": "och att det som på är av för med den till inte om ett har de jag var men ni vi så kan "
    "från eller när hur vad vilka vilken där här ska skulle blir blev bli mot också efter över "
    "under utan varje någon något några alla allt mycket mer än nu sina sitt hans hennes deras "
    "dem dig mig oss er vår vårt våra din ditt dina min mitt mina kommer hade finns måste genom "
    "mellan eftersom medan denna detta dessa sådan både bara även",
    "da": "og at det som på er af for med den til ikke om et har de jeg var men vi så kan fra "
    "eller når hvordan hvad hvilke hvor skal skulle bliver blev blive mod også efter over uden "
    "hver nogen noget nogle alle meget mere end nu sine sit hans hendes deres dem dig mig os "
    "jer vores din dit kommer havde findes gennem mellem fordi mens denne dette disse både kun",
    "nb": "og at det som på er av for med den til ikke om et har de jeg var men vi så kan fra "
    "eller når hvordan hva hvilke hvor skal skulle blir ble bli mot også etter over uten hver "
    "noen noe alle mye mer enn nå sine sitt hans hennes deres dem deg meg oss dere vår vårt "
    "din ditt kommer hadde finnes gjennom mellom fordi mens denne dette disse både bare",
    "de": "der die das und ist nicht mit von zu den dem des ein eine einer eines einem einen für "
    "auf auch sich wird werden wurde sind war als aus bei nach wie oder aber wenn dass kann "
    "können über durch haben hat sein seine ihre ihr wir sie ich nur noch zum zur im am vom",
    "nl": "de het een en van is niet met voor op te dat die zijn wordt worden aan bij naar ook "
    "maar als uit of om door over hebben heeft kan kunnen deze dit wij zij ik je uw onze nog wel "
    "geen meer dan tot hun er was waren",
    "fr": "le la les des et est pas une un dans pour que qui avec sur sont par plus ce cette ces "
    "il elle nous vous ils du au aux ne ou mais si être avoir été son sa ses leur leurs notre "
    "votre comme tout tous peut faire aussi très sans",
    "es": "el la los las y es no una un en para que con por se del al lo su sus son más como pero "
    "o si está este esta estos estas ser ha han fue también muy sin sobre entre cuando donde "
    "nosotros ellos puede todo todos hay nuestro nuestra",
    "it": "il lo la gli le e è non una un per che con di del della dei delle al alla in nel nella "
    "si sono come ma o se questo questa più anche essere ha hanno stato dal dalla suo sua loro",
    "pt": "o a os as e é não uma um para que com por se do da dos das ao em no na nos nas seu sua "
    "são mais como mas ou este esta isso ser foi tem também muito sem sobre entre quando",
    "fi": "ja on ei se että oli ovat mutta tai kun niin kuin myös joka jotka tämä tämän nämä sen "
    "hän he me te ole olla voi voidaan vain mukaan sekä jos mitä siitä kanssa jälkeen",
}


def is_known(lang: str) -> bool:
    """Whether there is a list for the language."""
    return _base(lang) in _SMALL_WORDS


def _base(lang: str) -> str:
    base = lang.partition("-")[0]
    return "nb" if base in ("no", "nn") else base


@lru_cache(maxsize=64)
def telling(lang: str, other: str) -> frozenset[str]:
    """The small words of a language that the other one does not have; none if one is unknown."""
    if not (is_known(lang) and is_known(other)):
        return frozenset()
    return frozenset(_SMALL_WORDS[_base(lang)].split()) - _LOOKALIKES[_base(other)]


_ALSO_WORDS = {
    # Words that are no small words but exist, so that they tell nothing.
    "sv": "an as on me us has had were men all at man do its may by her of for i has war",
    "en": "men mine de den am in an die war hat so man till bar under mot her here over is was "
    "but far vid var min ska dig on as at kan la le a o e al do no se son",
}
_LOOKALIKES = {
    lang: frozenset(f"{small} {_ALSO_WORDS.get(lang, '')}".split())
    for lang, small in _SMALL_WORDS.items()
}


@lru_cache(maxsize=64)
def telling_words(lang: str, other: str) -> re.Pattern[str]:
    """Finds those words in small letters, whole."""
    found = "|".join(sorted(telling(lang, other), key=len, reverse=True)) or "(?!)"
    return re.compile(rf"(?<![\w'’-])(?:{found})(?![\w'’-])")
