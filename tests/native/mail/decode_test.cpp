// Mails out of their bytes: ordinary, odd and hostile ones.
#include "native/mail/decode.h"

#include <algorithm>
#include <chrono>
#include <ostream>
#include <utility>

#include <gtest/gtest.h>

#include "native/mail/bounds.h"

namespace fairlead::mail {
namespace {

using namespace std::chrono_literals;

const std::string kHeader =
    "From: =?utf-8?q?J=C3=B6rg?= <joerg@yard.example>\r\n"
    "To: bridge@yacht.example, \"Mate, First\" <mate@yacht.example>\r\n"
    "Cc: Agents: n@a.example;\r\n"
    "Subject: =?iso-8859-1?q?Kr=E4n?= am Kai\r\n"
    "Date: Mon, 05 Oct 2026 10:00:00 +0200\r\n"
    "Message-ID: <crane-1@yard.example>\r\n";

Mail decoded(const std::string& bytes, const Limits& limits = {}) {
  auto mail = decode(bytes, limits);
  EXPECT_TRUE(mail) << (mail ? "" : mail.error().message);
  return mail ? std::move(*mail) : Mail{};
}

std::string textOf(const std::string& rest) {
  return decoded(kHeader + rest).text;
}

bool has(const Mail& mail, std::string_view fault) {
  return std::ranges::find(mail.faults, fault) != mail.faults.end();
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(DecodeTest, HeadersAreDecoded) {
  const Mail mail =
      decoded(kHeader + "References: <a@b> <c@d>\r\nIn-Reply-To: <c@d>\r\n\r\nHello\r\n");
  EXPECT_EQ(mail.from_name, "Jörg");
  EXPECT_EQ(mail.from_address, "joerg@yard.example");
  EXPECT_EQ(mail.to, (std::vector<std::string>{"bridge@yacht.example", "mate@yacht.example",
                                               "n@a.example"}));
  EXPECT_EQ(mail.subject, "Krän am Kai");
  EXPECT_EQ(mail.date, 1'791'187'200);
  EXPECT_EQ(mail.message_id, "crane-1@yard.example");
  EXPECT_EQ(mail.references, (std::vector<std::string>{"a@b", "c@d"}));
  EXPECT_EQ(mail.thread_id, "a@b");
  EXPECT_EQ(mail.text, "Hello");
  EXPECT_TRUE(mail.faults.empty());
}

TEST(DecodeTest, AThreadBeginsWithTheMailItselfWhereItAnswersNone) {
  EXPECT_EQ(decoded(kHeader + "\r\nx").thread_id, "crane-1@yard.example");
}

TEST(DecodeTest, EncodingsAndCharsetsAreUndone) {
  EXPECT_EQ(textOf("Content-Type: text/plain; charset=iso-8859-1\r\n"
                   "Content-Transfer-Encoding: quoted-printable\r\n\r\nKr=E4n=\r\n am Kai"),
            "Krän am Kai");
  EXPECT_EQ(textOf("Content-Type: text/plain; charset=utf-8\r\n"
                   "Content-Transfer-Encoding: base64\r\n\r\nS3LDpG4=\r\n"),
            "Krän");
}

TEST(DecodeTest, OfAlternativesThePlainOneIsRead) {
  const std::string open = "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n";
  EXPECT_EQ(textOf(open + "Content-Type: text/plain\r\n\r\nplain\r\n--b\r\n"
                          "Content-Type: text/html\r\n\r\n<p>page\r\n--b--\r\n"),
            "plain");
  EXPECT_EQ(textOf(open + "Content-Type: text/plain\r\n\r\n \r\n--b\r\n"
                          "Content-Type: text/html\r\n\r\n<p>page\r\n--b--\r\n"),
            "page");
}

TEST(DecodeTest, MixedPartsFollowEachOtherAndFilesAreCounted) {
  const Mail mail =
      decoded(kHeader +
              "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\none\r\n--b\r\n"
              "Content-Type: application/pdf; name=a.pdf\r\n\r\nx\r\n--b\r\n"
              "Content-Type: text/plain\r\nContent-Disposition: attachment; "
              "filename=b.txt\r\n\r\nhidden\r\n--b\r\n"
              "Content-Type: text/html\r\n\r\n<b>two</b>\r\n--b--\r\n");
  EXPECT_EQ(mail.text, "one\n\ntwo");
  EXPECT_EQ(mail.attachments, 2U);
}

TEST(DecodeTest, OfRelatedPartsThePageIsRead) {
  const Mail mail = decoded(kHeader +
                            "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
                            "Content-Type: text/html\r\n\r\n<p>page<img src=cid:1>\r\n--b\r\n"
                            "Content-Type: image/png\r\nContent-ID: <1>\r\n\r\nx\r\n--b--\r\n");
  EXPECT_EQ(mail.text, "page");
  EXPECT_EQ(mail.attachments, 0U);
}

TEST(DecodeTest, AMailInsideIsReadBelowItsHeader) {
  EXPECT_EQ(textOf("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nlook\r\n--b\r\n"
                   "Content-Type: message/rfc822\r\n\r\n"
                   "From: N <n@a.example>\r\nSubject: Berth\r\n\r\nyours\r\n--b--\r\n"),
            "look\n\n---------- Forwarded message ----------\nFrom: N <n@a.example>\nSubject: "
            "Berth\n\nyours");
}

TEST(DecodeTest, AnEncryptedMailSaysSo) {
  const Mail mail = decoded(
      kHeader + "Content-Type: multipart/encrypted; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--\r\n");
  EXPECT_EQ(mail.text, "");
  EXPECT_TRUE(has(mail, "mail_encrypted"));
}

TEST(DecodeTest, BrokenMailsGiveWhatTheyHave) {
  EXPECT_EQ(textOf("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nnever closed"),
            "never closed");
  EXPECT_EQ(textOf("Content-Type: multipart/mixed\r\n\r\nno boundary"), "no boundary");
  EXPECT_EQ(textOf("Content-Transfer-Encoding: base64\r\n\r\n!!!S3LDpG4="), "Krän");
  EXPECT_EQ(textOf("Content-Type: nonsense\r\n\r\nstill text"), "still text");
  EXPECT_EQ(decoded("From: a@b.example\r\nno header here\r\nSubject: x\r\n\r\ny").from_address,
            "a@b.example");
  const Mail bare = decoded("Subject: x");
  EXPECT_EQ(bare.subject, "x");
  EXPECT_TRUE(has(bare, "mail_from_missing"));
  EXPECT_TRUE(has(bare, "mail_date_missing"));
  EXPECT_TRUE(has(bare, "mail_id_missing"));
  EXPECT_EQ(bare.message_id, decoded("Subject: x").message_id);
  EXPECT_NE(bare.message_id, decoded("Subject: y").message_id);
}

TEST(DecodeTest, AnMboxLineInFrontIsPassedOver) {
  EXPECT_EQ(decoded("From a@b Mon Oct  5 10:00:00 2026\n" + kHeader + "\r\nx").text, "x");
}

TEST(DecodeTest, WhatIsNoMailIsRefused) {
  for (const std::string& bytes : {std::string(), std::string("no header"), std::string(1000, '\0'),
                                   std::string("\n\nbody"), std::string(": x")}) {
    const auto mail = decode(bytes);
    ASSERT_FALSE(mail);
    EXPECT_EQ(mail.error().code, "mail_unreadable");
  }
}

TEST(DecodeTest, AMailWithoutAnIdIsTheSameFromAServerAndFromAFile) {
  const std::string served = "From: a@b.example\r\n\r\nText\r\n";
  const std::string id = decoded(served).message_id;
  EXPECT_TRUE(id.starts_with("sha256-"));
  EXPECT_EQ(decoded("From: a@b.example\n\nText\n").message_id, id);
  EXPECT_EQ(decoded("From: a@b.example\n\nText\n\n").message_id, id);
  EXPECT_NE(decoded("From: a@b.example\n\nTexts\n").message_id, id);
}

TEST(DecodeTest, CharsetFaultsAreTold) {
  EXPECT_TRUE(has(decoded(kHeader + "Content-Type: text/plain; charset=x-sail\r\n\r\na"),
                  "mail_charset_unknown"));
  EXPECT_TRUE(has(decoded(kHeader + "Content-Type: text/plain; charset=utf-8\r\n\r\n\xFF"),
                  "mail_charset_broken"));
}

TEST(DecodeTest, EncodedWordsOfAnyCharsetSaySomething) {
  const auto subjectOf = [](const std::string& words) {
    return decoded("Subject: " + words + "\r\n\r\nx").subject;
  };
  EXPECT_EQ(subjectOf("=?x-sail?q?Kr=E4n?= am Kai"), "Krän am Kai");
  EXPECT_EQ(subjectOf("=?x-sail?q?Kr=C3=A4n?="), "Krän");
  EXPECT_EQ(subjectOf("=?unknown-8bit?q?=E4?="), "ä");
  EXPECT_EQ(subjectOf("=?gb2312?B?xOO6ww==?="), "你好");
  EXPECT_EQ(subjectOf("=?utf-8?q?a=C3?= =?utf-8?q?=A4?="), "aä");
  EXPECT_EQ(subjectOf("=?utf-8?q?=00=1B[31mred?="), "?[31mred");
  EXPECT_EQ(subjectOf("=?utf-8?x?none?="), "=?utf-8?x?none?=");
}

TEST(DecodeTest, FlowedLinesAreJoined) {
  const std::string flowed = "Content-Type: text/plain; charset=utf-8; format=flowed";
  EXPECT_EQ(textOf(flowed + "\r\n\r\nOne \r\nparagraph.\r\n\r\nTwo.\r\n"),
            "One paragraph.\n\nTwo.");
  EXPECT_EQ(textOf(flowed + "; DelSp=Yes\r\n\r\n日本 \r\n語\r\n"), "日本語");
  EXPECT_EQ(textOf("Content-Type: text/plain\r\n\r\nOne \r\nline\r\n"), "One\nline");
}

TEST(DecodeTest, APageSentAsPlainTextIsReadAsOne) {
  const std::string page = "\r\n<HTML>\r\n<body><p>Rates <b>fall</b></p></body></HTML>";
  EXPECT_EQ(textOf("Content-Type: text/plain\r\n" + page), "Rates fall");
  EXPECT_EQ(textOf("\r\n<!DOCTYPE html PUBLIC 'x'><p>Rates"), "Rates");
  EXPECT_EQ(textOf("\r\n<htmlish> <b>stays</b>"), "<htmlish> <b>stays</b>");
  EXPECT_EQ(textOf("\r\nsee <html><b>"), "see <html><b>");
}

TEST(DecodeTest, LimitsCutAndSaySo) {
  Limits limits;
  limits.max_bytes = 1000;
  EXPECT_TRUE(has(decoded(kHeader + "\r\n" + std::string(2000, 'a'), limits), "mail_cut"));
  limits = {};
  limits.max_text_bytes = 100;
  const Mail cut = decoded(kHeader + "\r\n" + std::string(2000, 'a'), limits);
  EXPECT_TRUE(has(cut, "mail_text_cut"));
  EXPECT_EQ(cut.text.size(), 100U);
  const Mail page =
      decoded(kHeader + "Content-Type: text/html\r\n\r\n<p>" + std::string(500, 'a'), limits);
  EXPECT_TRUE(has(page, "mail_text_cut") || has(page, "mail_html_cut"));
  EXPECT_EQ(page.text.size(), 100U);
  EXPECT_TRUE(has(decoded(kHeader + repeated("X-A: b\r\n", 100'000) + "\r\nx"), "mail_header_cut"));
  EXPECT_TRUE(has(decoded(kHeader + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
                          repeated("--b\r\n\r\nx\r\n", 600)),
                  "mail_too_many_parts"));
}

/// How much of a body is within these bounds, and the fault that the rest is.
std::pair<std::string, std::string> bounded(std::string_view body, const ParserBounds& bounds) {
  Faults faults;
  std::string within(withinBounds(body, bounds, faults));
  return {within, faults.codes().empty() ? "" : std::string(faults.codes().at(0))};
}

TEST(BoundsTest, LinesThatMayPartAMailAreCounted) {
  const ParserBounds two{.max_borders = 2};
  const std::string within = "--b\r\n\r\nx --b\r\n-- \r\ny";
  EXPECT_EQ(bounded(within, two), std::pair(within, std::string()));
  EXPECT_EQ(bounded(within + "\n--b\n\nz", two),
            std::pair(within + "\n", std::string("mail_too_many_parts")));
  EXPECT_EQ(bounded("", two), std::pair(std::string(), std::string()));
}

TEST(BoundsTest, HoldForWhatIsDecoded) {
  const std::string parts = kHeader + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
                            repeated("--b\r\nX: y\r\n\r\nx\r\n", 4);
  Limits limits;
  limits.parser.max_borders = 3;
  EXPECT_EQ(decoded(parts, limits).text, "x\n\nx\n\nx");
  EXPECT_TRUE(has(decoded(parts, limits), "mail_too_many_parts"));
  limits.parser = {.max_part_headers = 15};
  EXPECT_TRUE(has(decoded(parts, limits), "mail_header_cut"));
  EXPECT_TRUE(decoded(parts).faults.empty());
}

TEST(BoundsTest, HeadersOfPartsAreCountedTogether) {
  const ParserBounds few{.max_part_headers = 10};
  const std::string body = "A: 123456789 before\n--b\nA: 1\n b\n\nB: 123456789 in its text\n--b\n";
  EXPECT_EQ(bounded(body + "\n", few).second, "");
  EXPECT_EQ(bounded(body + "C: d\nE: f\n", few), std::pair(body, std::string("mail_header_cut")));
  EXPECT_EQ(bounded("--b\nnot a header: 1\nnor this\n", few).second, "");
}

/// A mail that is made to cost much.
struct Hostile {
  const char* name;
  std::string bytes;
};

std::ostream& operator<<(std::ostream& out, const Hostile& hostile) {
  return out << hostile.name;
}

/// Each ends because of what it makes the reader do, long before the clock has to: with an hour to
/// spend, none says `mail_time_limit`, and the 60 s are for slow machines.
class HostileTest : public ::testing::TestWithParam<Hostile> {};

TEST_P(HostileTest, EndsWithBoundedWork) {
  Limits limits;
  limits.time = 1h;
  const auto start = std::chrono::steady_clock::now();
  const Mail mail = decoded(GetParam().bytes, limits);
  EXPECT_LT(std::chrono::steady_clock::now() - start, 60s);
  EXPECT_FALSE(has(mail, "mail_time_limit"));
}

std::string nestedParts(int depth) {
  std::string text = kHeader;
  for (int i = 0; i < depth; ++i) {
    const std::string boundary = "b" + std::to_string(i);
    text +=
        "Content-Type: multipart/mixed; boundary=" + boundary + "\r\n\r\n--" + boundary + "\r\n";
  }
  return text + "\r\nhello\r\n";
}

std::string pageOf(const std::string& html) {
  return kHeader + "Content-Type: text/html\r\n\r\n" + html;
}

std::string attributes(int count) {
  std::string text = "<a";
  for (int i = 0; i < count; ++i) text += " x" + std::to_string(i) + "=y";
  return text + ">t</a>";
}

INSTANTIATE_TEST_SUITE_P(
    Mails, HostileTest,
    ::testing::Values(
        Hostile{"parts_in_parts", nestedParts(20'000)},
        Hostile{"lines_at_depth", nestedParts(1'000) + repeated("--x\r\n", 2'000'000)},
        Hostile{"mails_in_mails",
                kHeader + repeated("Content-Type: message/rfc822\r\n\r\n", 50'000)},
        Hostile{"parts", kHeader + "Content-Type: multipart/mixed; boundary=b\r\n\r\n" +
                             repeated("--b\r\n\r\nx\r\n", 500'000)},
        Hostile{"groups_in_groups", "From: " + repeated("a:", 100'000) + "\r\n\r\nx"},
        Hostile{"addresses_in_groups",
                "From: " + repeated("a:", 60) + repeated("a,", 100'000) + "\r\n\r\nx"},
        Hostile{"groups_in_a_mail_inside", kHeader + "Content-Type: message/rfc822\r\n\r\nTo: " +
                                               repeated("a:", 1'000'000) + "\r\n\r\nx"},
        Hostile{"comments_in_comments", "From: " + repeated("(", 200'000) + "\r\n\r\nx"},
        Hostile{"recipients", kHeader + repeated("To: a@b\r\n", 25'000) + "\r\nx"},
        Hostile{
            "parameters",
            kHeader +
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain" +
                repeated(";\r\n a=b", 500'000) + "\r\n\r\nx"},
        Hostile{"encoded_words", "Subject: " + repeated("=?utf-8?q?a?= ", 15'000) + "\r\n\r\nx"},
        Hostile{"headers_of_a_part",
                kHeader + "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n" +
                    repeated("X:y\r\n", 2'000'000) + "\r\nx"},
        Hostile{"elements_in_open_ones",
                pageOf(repeated("<i>", 500) + repeated("<div></div>", 500'000))},
        Hostile{"empty_cells", pageOf("<table><tr>" + repeated("<td></td>", 100'000) + "x")},
        Hostile{"elements", pageOf(repeated("<b>", 2'000'000))},
        Hostile{"attributes", pageOf(attributes(300'000))},
        Hostile{"ends", pageOf(repeated("<i>", 500) + repeated("</b>", 1'000'000))},
        Hostile{"comments", pageOf(repeated("<!--", 1'000'000))},
        Hostile{"references", pageOf(repeated("&amp", 1'000'000))},
        Hostile{"opening_brackets", pageOf(repeated("<", 4'000'000))},
        Hostile{"one_line", kHeader + "\r\n" + std::string(20'000'000, 'a')}),
    [](const auto& hostile) { return hostile.param.name; });

}  // namespace
}  // namespace fairlead::mail
