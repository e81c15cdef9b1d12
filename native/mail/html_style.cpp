#include "native/mail/html_style.h"

#include <algorithm>
#include <array>
#include <string>

namespace fairlead::mail {
namespace {

struct Element {
  std::string_view name;
  Layout layout;
};

constexpr std::array kElements = std::to_array<Element>({
    {"a", Layout::kLink},           {"address", Layout::kBlock},  {"applet", Layout::kDropped},
    {"article", Layout::kBlock},    {"aside", Layout::kBlock},    {"audio", Layout::kDropped},
    {"blockquote", Layout::kQuote}, {"br", Layout::kBreak},       {"caption", Layout::kBlock},
    {"center", Layout::kBlock},     {"dd", Layout::kBlock},       {"div", Layout::kBlock},
    {"dl", Layout::kParagraph},     {"dt", Layout::kBlock},       {"embed", Layout::kDropped},
    {"figure", Layout::kBlock},     {"footer", Layout::kBlock},   {"form", Layout::kBlock},
    {"frameset", Layout::kDropped}, {"h1", Layout::kParagraph},   {"h2", Layout::kParagraph},
    {"h3", Layout::kParagraph},     {"h4", Layout::kParagraph},   {"h5", Layout::kParagraph},
    {"h6", Layout::kParagraph},     {"header", Layout::kBlock},   {"hr", Layout::kRule},
    {"iframe", Layout::kDropped},   {"img", Layout::kImage},      {"li", Layout::kItem},
    {"main", Layout::kBlock},       {"math", Layout::kDropped},   {"nav", Layout::kBlock},
    {"object", Layout::kDropped},   {"ol", Layout::kList},        {"p", Layout::kParagraph},
    {"pre", Layout::kPreformatted}, {"script", Layout::kDropped}, {"section", Layout::kBlock},
    {"select", Layout::kDropped},   {"style", Layout::kDropped},  {"svg", Layout::kDropped},
    {"table", Layout::kBlock},      {"td", Layout::kCell},        {"template", Layout::kDropped},
    {"textarea", Layout::kDropped}, {"th", Layout::kCell},        {"title", Layout::kDropped},
    {"tr", Layout::kBlock},         {"ul", Layout::kList},        {"video", Layout::kDropped},
    {"xml", Layout::kDropped},
});

// Declarations as they read without blanks. A number of nothing ends at its `;` or with the style.
constexpr std::array kHiding = std::to_array<std::string_view>({
    "display:none",
    "visibility:hidden",
    "visibility:collapse",
    "mso-hide:all",
    "color:transparent",
    "content-visibility:hidden",
});
constexpr std::array kNothing = std::to_array<std::string_view>({
    "font-size:0",
    "opacity:0",
    "max-height:0",
    "max-width:0",
    "line-height:0",
});

std::string declarations(std::string_view style) {
  std::string text = ";";
  for (const char c : style) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text + ';';
}

// Whether the declaration gives nothing: "0", "0px", "0.0" but not "0.5".
bool isNothing(const std::string& style, std::string_view declaration) {
  const auto at = style.find(';' + std::string(declaration));
  if (at == std::string::npos) return false;
  std::string_view rest = std::string_view(style).substr(at + 1 + declaration.size());
  const auto digit = rest.find_first_not_of(".0");
  return !(rest[digit] >= '1' && rest[digit] <= '9');
}

}  // namespace

Layout layoutOf(std::string_view name) {
  const auto entry = std::ranges::lower_bound(kElements, name, {}, &Element::name);
  return entry != kElements.end() && entry->name == name ? entry->layout : Layout::kInline;
}

bool isHidingStyle(std::string_view style) {
  constexpr std::size_t kMost = 4096;
  const std::string text = declarations(style.substr(0, kMost));
  const auto holds = [&](std::string_view d) {
    return text.find(';' + std::string(d)) != text.npos;
  };
  const auto zero = [&](std::string_view d) { return isNothing(text, d); };
  return std::ranges::any_of(kHiding, holds) || std::ranges::any_of(kNothing, zero);
}

}  // namespace fairlead::mail
