// What is cut from a mail's text, and what is not.
#include "native/mail/quotes.h"

#include <gtest/gtest.h>

namespace fairlead::mail {
namespace {

TEST(QuotesTest, AQuoteAtTheEndGoesWithItsLeadIn) {
  EXPECT_EQ(trimQuotes("Yes, Friday.\n\nOn Mon, 5 Oct 2026 at 10:00, Nadia <n@a.example> wrote:\n"
                       "> Which day?\n> Friday?\n"),
            "Yes, Friday.");
}

TEST(QuotesTest, LeadInsOfManyLanguagesAreKnown) {
  for (const char* line : {
           "On 5 Oct 2026, at 10:00, Nadia wrote:",
           "Am 05.10.2026 um 10:00 schrieb Nadia <n@a.example>:",
           "Le 5 oct. 2026 à 10:00, Nadia a écrit :",
           "El 5 oct 2026, a las 10:00, Nadia escribió:",
           "Il giorno 5 ott 2026 alle ore 10:00 Nadia ha scritto:",
           "Em 5 de out. de 2026 10:00, Nadia escreveu:",
           "Op ma 5 okt 2026 om 10:00 schreef Nadia <n@a.example>:",
           "Den mån 5 okt. 2026 kl 10:00 skrev Nadia:",
           "W dniu 5.10.2026 o 10:00, Nadia napisał(a):",
           "5. lokakuuta 2026 klo 10:00 Nadia <n@a.example> kirjoitti:",
           "Dne 5. 10. 2026 v 10:00 Nadia napsal(a):",
           "Nadia <n@a.example>, 5 Eki 2026 Pzt 10:00 tarihinde şunu yazdı:",
           "пн, 5 окт. 2026 г. в 10:00, Nadia <n@a.example> пишет:",
           "2026年10月5日 10:00，Nadia <n@a.example> 写道：",
       }) {
    EXPECT_EQ(trimQuotes(std::string("Mine.\n\n") + line + "\n> Old.\n"), "Mine.") << line;
    EXPECT_EQ(trimQuotes(std::string("Mine.\n\n") + line + "\nOld, without marks.\n"), "Mine.")
        << line;
  }
}

TEST(QuotesTest, ALeadInMayBeBrokenOverLines) {
  EXPECT_EQ(trimQuotes("Mine.\n\nOn Mon, 5 Oct 2026 at 10:00, Nadia Ferrero\n"
                       "<nadia@agency.example>\nwrote:\n\n> Old.\n"),
            "Mine.");
}

TEST(QuotesTest, AnOutlookHeaderBlockEndsTheMail) {
  for (const char* block : {
           "From: Nadia\nSent: Monday, October 5, 2026 10:00 AM\nTo: Bridge\nSubject: Berth",
           "Von: Nadia\nGesendet: Montag, 5. Oktober 2026 10:00\nAn: Bridge\nBetreff: Liegeplatz",
           "De : Nadia\nEnvoyé : lundi 5 octobre 2026 10:00\nÀ : Bridge\nObjet : Place",
           "De: Nadia\nEnviado el: lunes, 5 de octubre de 2026\nPara: Bridge\nAsunto: Amarre",
           "Da: Nadia\nInviato: lunedì 5 ottobre 2026\nA: Bridge\nOggetto: Ormeggio",
           "*From:* Nadia\n*Sent:* Monday\n*To:* Bridge\n*Subject:* Berth",
       }) {
    EXPECT_EQ(trimQuotes(std::string("Mine.\n\n________________________________\n") + block +
                         "\n\nOld text.\n"),
              "Mine.")
        << block;
  }
  EXPECT_EQ(trimQuotes("Mine.\n\n-----Original Message-----\nOld"), "Mine.");
}

TEST(QuotesTest, SignaturesGo) {
  EXPECT_EQ(trimQuotes("Mine.\n\n-- \nNadia\nAgency\n"), "Mine.");
  EXPECT_EQ(trimQuotes("Mine.\n--\nNadia"), "Mine.");
  EXPECT_EQ(trimQuotes("Mine.\n\nSent from my iPhone"), "Mine.");
  EXPECT_EQ(trimQuotes("Mine.\n\nVon meinem iPhone gesendet\n\n> Old."), "Mine.");
  EXPECT_EQ(trimQuotes("Mine.\n_______________________________________________\n"
                       "Crew mailing list\nhttps://lists.example"),
            "Mine.");
}

TEST(QuotesTest, AQuoteThatIsAnsweredBelowStays) {
  EXPECT_EQ(
      trimQuotes("> Which day?\nFriday.\n> > How many?\n> At what time?\nAt ten.\n\n> Bye.\n"),
      "> Which day?\nFriday.\n> At what time?\nAt ten.");
}

TEST(QuotesTest, WhatWasPassedOnStays) {
  const std::string text =
      "Please look.\n\n---------- Forwarded message ---------\nFrom: Nadia\nDate: Monday\n"
      "Subject: Berth\nTo: Bridge\n\nBerth 14 is yours.\n-- \nNadia";
  EXPECT_EQ(trimQuotes(text), text);
}

TEST(QuotesTest, NothingIsCutWhereNothingWouldBeLeft) {
  EXPECT_EQ(trimQuotes("> Only a quote."), "> Only a quote.");
  EXPECT_EQ(trimQuotes("-- \nOnly a signature"), "-- \nOnly a signature");
  EXPECT_EQ(trimQuotes(""), "");
}

TEST(QuotesTest, AVoyageIsNoHeaderBlock) {
  const std::string voyage =
      "Please prepare:\nFrom: Antibes\nTo: Portofino\nDate: 12 May\nAnd order food for 8.";
  EXPECT_EQ(trimQuotes(voyage), voyage);
  EXPECT_EQ(trimQuotes("Yes.\n\nFrom: n@a.example\nTo: Me\nDate: 12 May\nOld."), "Yes.");
}

TEST(QuotesTest, OrdinarySentencesAreLeftAlone) {
  for (const char* text : {
           "Nadia wrote:\nthe berth is ours.",
           "From: the harbour\nwe heard nothing.",
           "On the pump: as the maker wrote, change the seal.",
           "To: do list\n- fuel\n- water",
           ">From the quay you see it.",
       }) {
    EXPECT_EQ(trimQuotes(text), text);
  }
}

}  // namespace
}  // namespace fairlead::mail
