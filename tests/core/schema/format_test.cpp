#include "core/schema/format.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace fairlead::schema {
namespace {

struct Case {
  Format format;
  std::vector<std::string> good;
  std::vector<std::string> bad;
};

const std::vector<Case> kCases = {
    {Format::kDate,
     {"2026-11-23", "2000-02-29", "0001-01-01"},
     {"2026-11-31", "1900-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026-01-01Z", ""}},
    {Format::kTime,
     {"14:05:00Z", "23:59:60Z", "00:59:60+01:00", "14:05:00.123-08:30", "14:05:00z"},
     {"24:00:00Z", "14:60:00Z", "14:05:60Z", "14:05:00", "14:05Z", "14:05:00.Z", "14:05:00+24:00",
      "14:05:00+0100"}},
    {Format::kDateTime,
     {"2026-11-23T14:05:00Z", "2026-11-23t14:05:00+01:00"},
     {"2026-11-23 14:05:00Z", "2026-11-23T14:05:00", "2026-11-23", "2026-02-30T00:00:00Z"}},
    {Format::kDuration,
     {"P1Y2M3DT4H5M6S", "P1W", "PT1M", "P1D", "P1YT1S"},
     {"", "P", "PT", "P1", "P1YT", "1D", "P1W2D", "P1Y2D", "PT1H2S", "P-1D", "P1S"}},
    {Format::kEmail,
     {"mate@example.org", "a.b+c@example.org", "\"a b\"@example.org", "a@[192.0.2.1]",
      "a@[IPv6:::1]"},
     {"", "a", "@b", "a@", ".a@b", "a..b@c", "a@-b", "a b@c", "a@[300.0.0.1]", "\"a\"b\"@c"}},
    {Format::kHostname,
     {"example.org", "a", "xn--4gbwdl.xn--wgbh1c", "1host", std::string(63, 'a')},
     {"", ".", "a.", "-a", "a-", "a_b", std::string(64, 'a'), "a..b", "é"}},
    {Format::kIpv4, {"192.0.2.1", "0.0.0.0"}, {"256.0.0.1", "1.2.3", "01.2.3.4", "1.2.3.4.5", ""}},
    {Format::kIpv6,
     {"::", "::1", "2001:db8::1", "1:2:3:4:5:6:7:8", "::ffff:192.0.2.1", "1::2:3:4:5:6:7"},
     {"", ":", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7::8", "12345::", "::1%eth0",
      "1.2.3.4::", "::1.2.3", "1:2:3:4:5:6:7:"}},
    {Format::kUri,
     {"https://user:pw@example.org:80/a/b?c=d#e", "urn:isbn:1", "mailto:a@b", "http://[::1]/",
      "file:///a"},
     {"", "/a", "//example.org/a", "http://a b", "http://[::1/", "http://a:b/", "1http://a",
      "http://a/%zz", "http://a/\\", "http://a/<>"}},
    {Format::kUriReference,
     {"", "a/b", "../a", "#x", "?q", "//h/p", "/a"},
     {"\\a", "#a\\b", "a b"}},
    {Format::kUuid,
     {"123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"},
     {"", "123e4567e89b12d3a456426614174000", "123e4567-e89b-12d3-a456-42661417400",
      "123e4567-e89b-12d3-a456-42661417400g", "123e4567-e89b-12d3-a456-4266141740000"}},
    {Format::kJsonPointer, {"", "/", "/a~0b~1c/0"}, {"a", "/~", "/~2", "#/a"}},
    {Format::kRegex, {"^a$", "(?=a)", ""}, {"(", "\\a", "[z-a]"}},
};

TEST(Format, AcceptsAndRefuses) {
  for (const Case& one : kCases) {
    for (const std::string& text : one.good) {
      EXPECT_TRUE(matches(one.format, text)) << nameOf(one.format) << ": " << text;
    }
    for (const std::string& text : one.bad) {
      EXPECT_FALSE(matches(one.format, text)) << nameOf(one.format) << ": " << text;
    }
  }
}

TEST(Format, ExamplesAreOfTheirFormat) {
  for (const Case& one : kCases) {
    EXPECT_TRUE(matches(one.format, exampleOf(one.format))) << nameOf(one.format);
    EXPECT_EQ(formatNamed(nameOf(one.format)), one.format);
  }
  EXPECT_EQ(kCases.size(), static_cast<std::size_t>(Format::kRegex) + 1);
}

}  // namespace
}  // namespace fairlead::schema
