// Charsets, HTML and addresses.
#include <gtest/gtest.h>

#include "native/mail/addresses.h"
#include "native/mail/charset.h"
#include "native/mail/flowed.h"
#include "native/mail/html.h"

namespace fairlead::mail {
namespace {

constexpr std::size_t kMost = 1 << 20;

std::string html(std::string_view text) {
  return htmlToText(text).text;
}

TEST(CharsetTest, NamedCharsetsAreRead) {
  EXPECT_EQ(toUtf8("K\xF6nig", "ISO-8859-1", kMost).text, "König");
  EXPECT_EQ(toUtf8("\x80 5", "iso-8859-1", kMost).text, "€ 5");
  EXPECT_EQ(toUtf8("\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251", kMost).text, "Привет");
  EXPECT_EQ(toUtf8("\xF0\xD2\xC9\xD7\xC5\xD4", "KOI8-R", kMost).text, "Привет");
  EXPECT_EQ(toUtf8("\x82\xB1", "Shift_JIS", kMost).text, "こ");
  EXPECT_EQ(toUtf8("\x1B$B$3\x1B(B", "iso-2022-jp", kMost).text, "こ");
  EXPECT_EQ(toUtf8("\xC4\xE3", "gb2312", kMost).text, "你");
  EXPECT_EQ(toUtf8(" K\xC3\xB6nig", "\"UTF-8\"", kMost).text, " König");
}

TEST(CharsetTest, ALastLetterThatAMarkMightFollowIsKept) {
  EXPECT_EQ(toUtf8("\xF9\xEC\xE5\xED", "windows-1255", kMost).text, "שלום");
  EXPECT_EQ(toUtf8("abc", "windows-1258", kMost).text, "abc");
}

TEST(CharsetTest, WithoutACharsetTheBytesDecide) {
  EXPECT_EQ(toUtf8("K\xC3\xB6nig", "", kMost).text, "König");
  EXPECT_EQ(toUtf8("K\xF6nig", "us-ascii", kMost).text, "König");
  const Text unknown = toUtf8("K\xC3\xB6nig", "x-sail//TRANSLIT", kMost);
  EXPECT_EQ(unknown.text, "König");
  EXPECT_FALSE(unknown.is_known);
}

TEST(CharsetTest, BrokenBytesAreReplacedAndTold) {
  const Text text = toUtf8("a\xFF\xC3", "utf-8", kMost);
  EXPECT_EQ(text.text, "a\uFFFD\uFFFD");
  EXPECT_FALSE(text.is_whole);
  EXPECT_FALSE(toUtf8("\x82", "Shift_JIS", kMost).is_whole);
  for (const char* bad : {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE0\x80\x80", "\x80"})
    EXPECT_FALSE(isUtf8(bad));
}

TEST(CharsetTest, WhatNobodySeesIsDropped) {
  EXPECT_EQ(cleaned("a\u200B\u2060\uFEFFb\u00ADc"), "abc");
  EXPECT_EQ(cleaned("Hi\U000E0049\U000E0067 you"), "Hi you");
  EXPECT_EQ(cleaned("a\u202Eb\u202C"), "ab");
  EXPECT_EQ(cleaned(std::string_view("a\0\x1B[31mb", 8)), "a[31mb");
  EXPECT_EQ(cleaned("\u200C\u00A0\u200C\u00A0x"), "  x");
  EXPECT_EQ(cleaned("می\u200Cخواهم"), "می\u200Cخواهم");
}

TEST(CharsetTest, LinesAreMadeEven) {
  EXPECT_EQ(cleaned("\r\n\r\na  \r\n\r\n\r\n\r\nb\r\n\r\n"), "a\n\nb");
  EXPECT_EQ(cleanedLine(" a\n b\t\tc ", 100), "a b c");
  EXPECT_EQ(cleanedLine("Größe", 3), "Grö");
}

TEST(HtmlTest, BlocksBreaksAndBlanks) {
  EXPECT_EQ(html("<p>One\n  two</p><p>three<br>four</p>"), "One two\n\nthree\nfour");
  EXPECT_EQ(html("<div>a</div><div>b</div>"), "a\nb");
  EXPECT_EQ(html("a <b> b</b> c"), "a b c");
  EXPECT_EQ(html("<pre>a\n  b</pre>"), "a\n  b");
  EXPECT_EQ(html("<h1>Head</h1>text"), "Head\n\ntext");
}

TEST(HtmlTest, ListsQuotesTablesRulesAndImages) {
  EXPECT_EQ(html("<ul><li>a<li>b</ul>"), "- a\n- b");
  EXPECT_EQ(html("<ol><li>a<li>b<ul><li>c</ul></ol>"), "1. a\n2. b\n- c");
  EXPECT_EQ(html("mine<blockquote>old<blockquote>older</blockquote></blockquote>"),
            "mine\n\n> old\n>\n>> older");
  EXPECT_EQ(html("<table><tr><td>a<td>b<tr><td>c<td>d</table>"), "a | b\nc | d");
  EXPECT_EQ(html("<table><tr><td><td>a<td><td>b</table>"), "a | | b");
  EXPECT_EQ(html("<table><tr><td>a<td><td><tr><td> <td><p><tr><td>b<td><p>c</table>"),
            "a\n\nb\n\nc");
  EXPECT_EQ(html("a<hr>b<img src=x alt='A boat'><img src=track>"), "a\n---\nb[A boat]");
}

TEST(HtmlTest, LinksSayWhereTheyLead) {
  EXPECT_EQ(html("<a href='https://x.example/a?b=1&amp;c'>here</a>"),
            "here <https://x.example/a?b=1&c>");
  EXPECT_EQ(html("<a href='https://x.example'>https://x.example</a>"), "https://x.example");
  EXPECT_EQ(html("<a href='mailto:a@b.example'>a@b.example</a>"), "a@b.example");
  EXPECT_EQ(html("<a href='javascript:alert(1)'>here</a>"), "here");
  EXPECT_EQ(html("<a href='https://x.example'><img src=y></a>text"), "text");
}

TEST(HtmlTest, ReferencesAreResolved) {
  EXPECT_EQ(html("&lt;&amp;&gt; &euro;&#8364;&#x20AC;&#128; &apos;&nosuch; & &"),
            "<&> €€€€ '&nosuch; & &");
  EXPECT_EQ(html("&#0;&#xD800;&#1114112;"), "\uFFFD\uFFFD\uFFFD");
}

TEST(HtmlTest, ScriptsStylesAndCommentsAreLeftOut) {
  EXPECT_EQ(html("<head><title>t</title></head>a<script>if (1 < 2) '</p>'</script>b"
                 "<style>p{}</style>c<!-- d > -->e<?php x ?>f<!DOCTYPE g>h"),
            "abcefh");
  EXPECT_EQ(html("<HEAD><TITLE>t</TITLE><STYLE>p{}</Style></HEAD>a"), "a");
  EXPECT_EQ(html("a<script>never ended"), "a");
}

TEST(HtmlTest, WhatIsHiddenIsLeftOut) {
  for (const char* style :
       {"display:none", "DISPLAY : NONE !important", "color:red;visibility: hidden", "font-size:0",
        "font-size: 0px;", "opacity:0.0", "mso-hide:all", "max-height:0;overflow:hidden"}) {
    EXPECT_EQ(html(std::string("a<div style='") + style + "'>b<p>c</div>d"), "ad") << style;
  }
  EXPECT_EQ(html("a<span hidden>b</span>c"), "ac");
  for (const char* style : {"font-size:0.8em", "opacity:0.5", "opacity:1", "font-size:10px"})
    EXPECT_EQ(html(std::string("a<b style='") + style + "'>b</b>"), "ab") << style;
  EXPECT_EQ(html("<p style='display:none'>a<p>b"), "b");
}

TEST(HtmlTest, BrokenDocumentsAreReadAsBrowsersReadThem) {
  EXPECT_EQ(html("a < b <3 c"), "a < b <3 c");
  EXPECT_EQ(html("<b>a</i>b</b></b>c"), "abc");
  EXPECT_EQ(html("<a title='x > y' href=\"https://x.example\">t"), "t <https://x.example>");
  EXPECT_EQ(html("a<"), "a<");
  EXPECT_EQ(html("<html><head><title>t</title><p>never left the head"), "never left the head");
  EXPECT_EQ(html("a<b"), "a");
  EXPECT_EQ(html(""), "");
}

TEST(HtmlTest, ADrawingThatEndsItselfHidesNothingBehindIt) {
  EXPECT_EQ(html("<div><svg width=\"1\"/>Please <math/>pay</div>"), "Please pay");
  EXPECT_EQ(html("<div><svg><text>x</text></svg>Please</div>"), "Please");
}

TEST(HtmlTest, LimitsEndTheReading) {
  std::string deep;
  for (int i = 0; i < 600; ++i) deep += "<div>";
  const HtmlText text = htmlToText("before" + deep + "inside");
  EXPECT_FALSE(text.is_whole);
  EXPECT_EQ(text.text, "before");
  EXPECT_FALSE(htmlToText("<p>aaaa</p><p>b", {.max_text_bytes = 3}).is_whole);
}

TEST(HtmlTest, LooksAtOpenElementsAreCounted) {
  const std::string open = "<i><i><i><i>";
  EXPECT_TRUE(htmlToText(open + "<div></div>a", {.max_looks = 20}).is_whole);
  EXPECT_FALSE(htmlToText(open + "<div></div><div></div><div></div>a", {.max_looks = 10}).is_whole);
  EXPECT_FALSE(htmlToText(open + "</b></b></b></b>a", {.max_looks = 10}).is_whole);
}

TEST(FlowedTest, ParagraphsAreJoinedWithinTheirQuote) {
  EXPECT_EQ(unflowed("a \nb\nc", false), "a b\nc");
  EXPECT_EQ(unflowed("> a \n> b \n>> c\nd", false), "> a b \n>> c\nd");
  EXPECT_EQ(unflowed(">> a \n>>b\n>> c", false), ">> a b\n>> c");
  EXPECT_EQ(unflowed(" From here \n >there", false), "From here >there");
  EXPECT_EQ(unflowed("a \n-- \nme \nmyself", false), "a \n-- \nme myself");
  EXPECT_EQ(unflowed("a \r\nb \r\n", true), "ab ");
  EXPECT_EQ(unflowed("", false), "");
  EXPECT_EQ(unflowed("a\n\n\nb", false), "a\n\n\nb");
}

std::string shown(std::string_view list) {
  std::string text;
  for (const Address& one : parseAddresses(list, 5)) text += one.name + "|" + one.address + ";";
  return text;
}

TEST(AddressesTest, AreReadInTheFormsThatSendersUse) {
  EXPECT_EQ(shown("a@b.example"), "|a@b.example;");
  EXPECT_EQ(shown("Nadia Ferrero <n@a.example>, \"Mate, First\" <m@b.example>"),
            "Nadia Ferrero|n@a.example;Mate, First|m@b.example;");
  EXPECT_EQ(shown("n@a.example (Nadia (the agent))"), "Nadia (the agent)|n@a.example;");
  EXPECT_EQ(shown("Crew: a@b.example, C <c@d.example>;, e@f.example"),
            "|a@b.example;C|c@d.example;|e@f.example;");
  EXPECT_EQ(shown("undisclosed-recipients:;"), "");
  EXPECT_EQ(shown("\"a \\\"b\\\"\" <x@[IPv6:::1]>"), "a \"b\"|x@[IPv6:::1];");
  EXPECT_EQ(shown("a,b,c,d,e,f,g"), "|a;|b;|c;|d;|e;");
  EXPECT_EQ(shown(""), "");
}

}  // namespace
}  // namespace fairlead::mail
