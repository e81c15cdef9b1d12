// Files of mails, and what an IMAP server says.
#include "native/mail/source.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "native/mail/imap_wire.h"

namespace fairlead::mail {
namespace {

struct Read {
  std::string bytes, place;
  std::optional<std::int64_t> arrived;
};

std::vector<Read> mboxOf(const std::string& text, std::size_t max_bytes = 1000) {
  const std::string file =
      std::filesystem::temp_directory_path() / ("fairlead-mbox-" + std::to_string(getpid()));
  std::ofstream(file, std::ios::binary) << text;
  std::vector<Read> mails;
  const auto done = readMbox(file, max_bytes, [&](const Incoming& mail) -> Result<bool> {
    mails.push_back({std::string(mail.bytes), mail.place, mail.arrived});
    return true;
  });
  EXPECT_TRUE(done);
  std::filesystem::remove(file);
  return mails;
}

TEST(MboxTest, MailsArePartedAtFromLinesBehindEmptyOnes) {
  const auto mails = mboxOf(
      "From a@b Mon Oct  5 10:00:00 2026\nSubject: 1\n\none\nFrom here on\n\n"
      "From a@b Mon Oct  5 10:00:01 2026\nSubject: 2\n\ntwo");
  ASSERT_EQ(mails.size(), 2U);
  EXPECT_EQ(mails[0].bytes, "Subject: 1\n\none\nFrom here on\n\n");
  EXPECT_EQ(mails[0].arrived, 1'791'194'400);
  EXPECT_EQ(mails[1].bytes, "Subject: 2\n\ntwo");
  EXPECT_TRUE(mails[1].place.ends_with(", mail 2"));
}

TEST(MboxTest, EscapedFromLinesComeBackAsTheyWere) {
  const auto mails = mboxOf("From a@b x\nA: b\n\n>From me\n>>From you\n> From\n>Fromage\n");
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].bytes, "A: b\n\nFrom me\n>From you\n> From\n>Fromage\n");
  EXPECT_FALSE(mails[0].arrived);
}

TEST(MboxTest, AMailWithoutAFromLineIsOne) {
  EXPECT_EQ(mboxOf("A: b\n\nc\n").at(0).bytes, "A: b\n\nc\n");
  EXPECT_TRUE(mboxOf("").empty());
  EXPECT_TRUE(mboxOf("\n\n\n").empty());
  EXPECT_TRUE(mboxOf("\r\n\r\n").empty());
}

TEST(MboxTest, EmptyLinesInFrontBelongToNoMail) {
  const auto mails = mboxOf("\n\r\nFrom a@b x\nA: b\n\nc\n");
  ASSERT_EQ(mails.size(), 1U);
  EXPECT_EQ(mails[0].bytes, "A: b\n\nc\n");
}

TEST(MboxTest, LongLinesAndNulsAreKeptAndLongMailsAreCut) {
  const std::string line(200'000, 'x');
  EXPECT_EQ(mboxOf("From a\nA: b\n\n" + line + "\n", 1 << 20).at(0).bytes,
            "A: b\n\n" + line + "\n");
  EXPECT_EQ(mboxOf(std::string("A: b\n\n\0c\n", 9)).at(0).bytes, std::string("A: b\n\n\0c\n", 9));
  const auto cut = mboxOf("From a\nA: b\n\n" + line + "\n\nFrom a\nA: c\n", 100);
  ASSERT_EQ(cut.size(), 2U);
  EXPECT_EQ(cut[0].bytes.size(), 101U);
  EXPECT_EQ(cut[1].bytes, "A: c\n");
}

TEST(MaildirTest, AFolderOfWhichHalfCannotBeReadIsRefused) {
  namespace fs = std::filesystem;
  const fs::path folder =
      fs::temp_directory_path() / ("fairlead-maildir-" + std::to_string(getpid()));
  fs::create_directories(folder / "new");
  std::ofstream(folder / "new" / "1") << "A: b\n\nc\n";
  int mails = 0;
  const auto read = [&] {
    return readMaildir(folder, 1000, [&](const Incoming&) -> Result<bool> { return ++mails > 0; });
  };
  const auto half = read();
  ASSERT_FALSE(half);
  EXPECT_EQ(half.error().code, "input_unreadable");
  fs::create_directory(folder / "cur");
  EXPECT_TRUE(read());
  EXPECT_EQ(mails, 1);
  fs::remove_all(folder);
}

TEST(ImapWireTest, LiteralsCodesAndSearches) {
  EXPECT_EQ(literalSize("* 1 FETCH (BODY[] {12}"), 12U);
  for (const char* none : {"", "}", "{}", "{x}", "{-1}", "{1234567890123}", "{12} "})
    EXPECT_FALSE(literalSize(none)) << none;
  EXPECT_EQ(codeValue("* OK [UIDVALIDITY 3857529045] UIDs valid", "UIDVALIDITY"), 3'857'529'045);
  EXPECT_FALSE(codeValue("* OK [UIDNEXT 4]", "UIDVALIDITY"));
  EXPECT_EQ(searchResult("* SEARCH 2 84 882"), (std::vector<std::int64_t>{2, 84, 882}));
  EXPECT_EQ(searchResult("* SEARCH"), std::vector<std::int64_t>());
  EXPECT_FALSE(searchResult("* 3 EXISTS"));
}

TEST(ImapWireTest, FetchedMailsHaveUidTimeAndBytes) {
  const auto mail = fetched(
      {"* 7 FETCH (INTERNALDATE \" 5-Oct-2026 10:00:00 +0200\" UID 42 BODY[]<0> {4})", {"A: b"}});
  ASSERT_TRUE(mail);
  EXPECT_EQ(mail->uid, 42);
  EXPECT_EQ(mail->arrived, 1'791'187'200);
  EXPECT_EQ(mail->body, "A: b");
  EXPECT_EQ(fetched({"* 7 FETCH (UID 42 BODY[]<0> NIL)", {}})->body, "");
  for (const char* other : {"* 7 FETCH (FLAGS (\\Seen))", "* 7 FETCH (UID 4 FLAGS ())",
                            "* 7 EXPUNGE", "* 7 FETCH (BODY[] {4})", "* OK FETCH"})
    EXPECT_FALSE(fetched({other, {}})) << other;
}

TEST(ImapWireTest, NamesThatCannotBeQuotedAreRefused) {
  EXPECT_EQ(quoted("In \"b\\ox\""), "\"In \\\"b\\\\ox\\\"\"");
  EXPECT_FALSE(quoted("a\r\nLOGOUT"));
  EXPECT_FALSE(quoted("Entwürfe"));
}

}  // namespace
}  // namespace fairlead::mail
