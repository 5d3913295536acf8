"""Pieces of posts and catalogues that are nasty next to one another; the laws are tried on them."""

from __future__ import annotations

import re


def bits(text: str) -> list[str]:
    return [bit.replace("⏎", "\n") for bit in re.split(r"  ¦  |\n", text.strip("\n"))]


MARKDOWN = bits("""
# Head  ¦  ## Head {#id .c}  ¦  Set⏎===  ¦  Set⏎---  ¦  - item  ¦  * item⏎  more  ¦  1. one
10) ten  ¦  > quote  ¦  > > deep⏎> lazy  ¦  >     four  ¦      code  ¦  ```py⏎code⏎```  ¦  ~~~
```  ¦  | a | b |⏎|---|:-:|⏎| c | d\\|e |  ¦  a|b⏎-|-⏎c  ¦  [^1]: note  ¦  text[^1]
[ref]: /u 'title'  ¦  [ref]  ¦  Term⏎: Def  ¦  - [x] done  ¦  - [ ] open
![alt](a.png "title")  ¦  [l](u)  ¦  <div>  ¦  </div>  ¦  <p>html <b>x</b>  ¦  <!-- note -->
<!-- tvilling: skip -->  ¦  <!-- tvilling: end -->  ¦  <!-- tvilling: note hi -->
<!-- tvilling: code -->  ¦  <a href='x'>  ¦  <https://a.b>  ¦  **bold *both***  ¦  `code⏎span`
hard  ⏎break  ¦  hard\\⏎break  ¦  $x$  ¦  $$⏎y⏎$$  ¦  {{< short code >}}  ¦  {{% x %}}
[caption id="1"]  ¦  [caption id="1"]<img alt="a"> b[/caption]  ¦  [/caption]  ¦  [l](<u⏎v>)
::: tip  ¦  :::  ¦  !!! note "T"  ¦  > [!NOTE]⏎> alert  ¦  > [!x]- Title⏎> y  ¦  :smile: x
---  ¦  ***
\\# esc  ¦  &amp; &#35;  ¦  word  ¦  ord på svenska  ¦  🎉 emoji  ¦  |  ¦  \\  ¦  `  ¦  <
~~gone~~  ¦  +++  ¦  =  ¦  1986. year  ¦  === "Tab"⏎    body
!!! note "T"⏎⏎    body  ¦  ::: tip Title
:::: x[Label]⏎text⏎::::  ¦  {{< fig alt="A" >}}  ¦  {{< x⏎alt="b"⏎>}}  ¦  {{< tab name="T" >}}
{{< n >}}in{{< /n >}}
[![A](b)](c 'D')  ¦  <div translate="no">  ¦  > <p>a⏎> b</p>  ¦  - <p>a⏎  b</p>  ¦  https://a.b/c
[^2]:⏎    deep  ¦  [s]: <u>⏎  (T)  ¦      indented  ¦  ??? tip  ¦  <!-- tvilling: context c --> x
""")
CONTROL = (
    "\n> ",
    "\n  ",
    "\t",
    "\t- tab",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\x00",
    "\u2028",
    "\x85",
    "\xa0",
    "\ud800",
)

HTML = [
    scrap.replace("~", " ")
    for scrap in r"""
    <p> </p> <P~CLASS=x> <div> </div> <li> <td> <h2> </h2> <br/> <br~/> <a~href="x"~class='y'> </a>
    <b> </b> <b <i </i> </ > < & &amp; &nbsp; &nbsp &#160; &#x0; &lt <img~src=a~alt="A&quot;b">
    <img~alt='c'/> <img~alt=d> <pre> </pre> <code> </code> <textarea> </textarea> <title> </title>
    <script> </script> <style> <svg> </svg> <svg/> <math> <![CDATA[ ]]> <!-- --> <!--> <!---> --!>
    <!doctype~html> <?php ?> <!x </> </3 [caption~id="x"] [/caption] [gallery~ids="1,2"] [sic]
    [code] [/code] [[x]] [ {{<~figure~src="a"~>}} {{%~x {{< <!--more~Go--> <!--nextpage-->
    <!--~tvilling:~skip~--> <!--~tvilling:~end~--> <!--~tvilling:~note~N~--> <!--~tvilling:~code~-->
    <!--~tvilling:~context~c~--> <!--~wp:paragraph~--> <!--~/wp:paragraph~--> <!--~wp:search~
    {"label":"Find~it\n","buttonText":"\u003cb\u003eGo\u003c/b\u003e~"}~/--> {"a":"-->~"}~/-->
    <!--~wp:image~{"alt":" <!--~wp:group~{"metadata":{"name":"A~\"b\""}}~--> <span~translate="no">
    </span> <p~translate=no> <x-y~z> <url~"a//b"> <a~href="u <td~abbr=Abbr> <option> <dt> <dd>
    <meta~name="description"~content="Words"> <input~placeholder="&#32;a"> " ' = / >
    """.split()
]

FRONT_MATTER = [
    scrap.replace("~", " ").replace("⏎", "\n")
    for scrap in r"""
    ---⏎ ---⏎ +++⏎ {⏎ }⏎ title: title~= "title" ~One "Two~\"q\"" 'it''s' >⏎ |⏎ >-⏎ |+⏎ ~~line⏎ :
    ~=~ #~note
    description: excerpt: slug:~a-b⏎ image_alt: tags:~[a,~b]⏎ -~item⏎ seo:⏎~~title:~x⏎ [seo]⏎ [[x]]⏎
    """.split()
] + [
    '"""',
    "'''",
    "\n",
    "\r\n",
    ", ",
    '"',
    "'",
    "&a ",
    "*a",
    "!!str ",
    "\u2028",
    "\ufeff",
    "é",
    "1",
]
FRONT_MATTER += [
    '"slug": "a", ',
    '"title": "A"',
    '{"a": {"title": 1}}',
    "\\u00e5",
    "null",
    "[",
    "]",
]

CATALOGUE = [
    "",
    "# remark",
    "#  spaced ",
    "#",
    "#. note\t",
    "#.",
    "#: a.md b.md:3 \u2068c d.md\u2069:4",
    "#: e\u2028f.md \u2068g.md ",
    "#:  ",
    "#, fuzzy",
    "#, c-format,fuzzy , ,no-wrap ",
    "#, ",
    "#,fuzzy",
    '#| msgid "old"',
    '#| msgctxt "menu"',
    '#| msgid_plural "olds"',
    '#| "on"',
    '#~| msgid "old"',
    '#~| "on"',
    '#~ msgid "gone"',
    '#~ msgstr "borta"',
    '#~ "mer"',
    'msgctxt "menu"',
    'msgid "a"',
    'msgid "b"',
    'msgid ""',
    '"on\\n"',
    '"\\"q\\" \\\\n \\t\\r\\v\\f\\b"',
    '"\\a"',
    '"\u2028\x85\x1c"',
    'msgstr ""',
    'msgstr "\\\\"',
    'msgid_plural "as"',
    'msgstr[0] "en"',
    'msgstr[1] "två"',
    "msgid 'x'",
    ' msgid "x"',
    'msgstr "x" ',
]

WORDS = [
    "one",
    "två",
    "Ord ",
    "31",
    " ",
    "\n",
    "\n\n",
    "\r\n \r\n",
    "&nbsp",
    "-",
    ".",
    "$5",
    "x\x1f",
]

TABLES: dict[str, list[str]] = {
    "markdown": [*MARKDOWN, *CONTROL, *WORDS, "\x1f"],
    "html": [*HTML, *CONTROL, *WORDS],
    "front matter": [*FRONT_MATTER, *WORDS],
    "catalogue": [*(f"{line}\n" for line in CATALOGUE), *WORDS, "\x1f"],
}
"""The scraps by what they make."""


def text_of(data: bytes, kind: str) -> str:
    """The text that bytes stand for: a scrap each, or a character where there is no such scrap."""
    table = TABLES[kind]
    return "".join(table[byte] if byte < len(table) else chr(byte & 127) for byte in data)
