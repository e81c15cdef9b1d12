#include "native/mail/charset.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <iconv.h>
#include <optional>

namespace fairlead::mail {
namespace {

struct Charset {
  std::string_view label;
  const char* converter;  // glibc's name
};

constexpr const char* kWestern = "WINDOWS-1252";

constexpr std::array kCharsets = std::to_array<Charset>({
    {"iso-8859-1", kWestern},
    {"latin1", kWestern},
    {"iso8859-1", kWestern},
    {"windows-1252", kWestern},
    {"cp1252", kWestern},
    {"iso-8859-2", "ISO-8859-2"},
    {"iso-8859-3", "ISO-8859-3"},
    {"iso-8859-4", "ISO-8859-4"},
    {"iso-8859-5", "ISO-8859-5"},
    {"iso-8859-6", "ISO-8859-6"},
    {"iso-8859-7", "ISO-8859-7"},
    {"iso-8859-8", "ISO-8859-8"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"iso-8859-9", "WINDOWS-1254"},
    {"iso-8859-10", "ISO-8859-10"},
    {"iso-8859-13", "ISO-8859-13"},
    {"iso-8859-14", "ISO-8859-14"},
    {"iso-8859-15", "ISO-8859-15"},
    {"iso-8859-16", "ISO-8859-16"},
    {"windows-1250", "WINDOWS-1250"},
    {"windows-1251", "WINDOWS-1251"},
    {"windows-1253", "WINDOWS-1253"},
    {"windows-1254", "WINDOWS-1254"},
    {"windows-1255", "WINDOWS-1255"},
    {"windows-1256", "WINDOWS-1256"},
    {"windows-1257", "WINDOWS-1257"},
    {"windows-1258", "WINDOWS-1258"},
    {"cp1250", "WINDOWS-1250"},
    {"cp1251", "WINDOWS-1251"},
    {"windows-874", "CP874"},
    {"tis-620", "CP874"},
    {"koi8-r", "KOI8-R"},
    {"koi8-u", "KOI8-U"},
    {"ibm850", "IBM850"},
    {"cp850", "IBM850"},
    {"cp437", "IBM437"},
    {"macintosh", "MACINTOSH"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"big5", "BIG5-HKSCS"},
    {"big5-hkscs", "BIG5-HKSCS"},
    {"shift_jis", "CP932"},
    {"shift-jis", "CP932"},
    {"sjis", "CP932"},
    {"windows-31j", "CP932"},
    {"euc-jp", "EUC-JP"},
    {"iso-2022-jp", "ISO-2022-JP"},
    {"euc-kr", "CP949"},
    {"ks_c_5601-1987", "CP949"},
    {"cp949", "CP949"},
    {"utf-7", "UTF-7"},
    {"utf-16", "UTF-16"},
    {"utf-16le", "UTF-16LE"},
    {"utf-16be", "UTF-16BE"},
});

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

std::string normalised(std::string_view label) {
  std::string name;
  for (const char c : label) {
    if (c == ' ' || c == '\t' || c == '"' || c == '\'') continue;
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

// An open converter to UTF-8.
class Converter {
 public:
  explicit Converter(const char* from) : handle_(iconv_open("UTF-8", from)) {}
  ~Converter() {
    if (isOpen()) iconv_close(handle_);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;

  // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX's own way to say that there is none
  bool isOpen() const { return handle_ != reinterpret_cast<iconv_t>(-1); }

  Text convert(std::string_view bytes, std::size_t max_bytes) {
    Text text;
    char* in = const_cast<char*>(bytes.data());  // iconv only reads it
    std::size_t left = bytes.size();
    std::array<char, 4096> buffer;
    while (left > 0 && text.text.size() < max_bytes) {
      char* out = buffer.data();
      std::size_t room = buffer.size();
      errno = 0;
      iconv(handle_, &in, &left, &out, &room);
      const int fault = errno;
      text.text.append(buffer.data(), out);
      if (fault != EILSEQ && fault != EINVAL) continue;
      text.text += kReplacement;
      text.is_whole = false;
      ++in;
      --left;
    }
    flush(text.text);
    return text;
  }

 private:
  /// Appends a last letter that was held back, for a mark that might have followed.
  void flush(std::string& text) {
    std::array<char, 16> buffer;
    char* out = buffer.data();
    std::size_t room = buffer.size();
    iconv(handle_, nullptr, nullptr, &out, &room);
    text.append(buffer.data(), out);
  }

  iconv_t handle_;
};

// How many bytes the valid code point at the start of `bytes` has; 0 where there is none.
std::size_t codePointSize(std::string_view bytes) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned char first = at(0);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || bytes.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i)
    if ((at(i) & 0xC0) != 0x80) return 0;
  const bool overlong = (first == 0xE0 && at(1) < 0xA0) || (first == 0xF0 && at(1) < 0x90);
  const bool surrogate = first == 0xED && at(1) > 0x9F;
  const bool beyond = first == 0xF4 && at(1) > 0x8F;
  return overlong || surrogate || beyond ? 0 : size;
}

Text mended(std::string_view bytes) {
  Text text;
  while (!bytes.empty()) {
    const std::size_t size = codePointSize(bytes);
    text.text += size > 0 ? bytes.substr(0, size) : kReplacement;
    if (size == 0) text.is_whole = false;
    bytes.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return text;
}

Text guessed(std::string_view bytes, std::size_t max_bytes) {
  if (isUtf8(bytes)) return {std::string(bytes), true, true};
  return Converter(kWestern).convert(bytes, max_bytes);
}

// Valid text as code points.
char32_t codePointAt(std::string_view bytes, std::size_t size) {
  if (size == 1) return static_cast<unsigned char>(bytes[0]);
  char32_t point = static_cast<unsigned char>(bytes[0]) & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i)
    point = point << 6 | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
  return point;
}

// Characters that show nothing: soft hyphen, zero-width space and joiners of words, direction
// marks, variation selectors' supplement, tags.
bool isUnseen(char32_t c) {
  return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 || c == 0x180E ||
         c == 0x200B || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
         (c >= 0x2060 && c <= 0x206F) || c == 0x3164 || c == 0xFEFF || c == 0xFFA0 ||
         (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

bool isControl(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
}

bool isJoiner(char32_t c) {
  return c == 0x200C || c == 0x200D;
}

// What a code point is written as, behind `before`; nothing where it is dropped.
std::string_view shown(char32_t c, std::string_view bytes, std::string_view before) {
  if (c == 0xA0 || c == 0x2007 || c == 0x202F) return " ";
  if (c == 0x2028 || c == 0x2029) return "\n";
  if (isControl(c) || isUnseen(c)) return {};
  // A joiner joins letters of scripts that have it, never blanks or Latin letters.
  const bool afterLetter = !before.empty() && static_cast<unsigned char>(before.back()) >= 0x80;
  if (isJoiner(c) && !afterLetter) return {};
  return bytes;
}

// Ends the line: without blanks, and not as the second empty one.
void endLine(std::string& out) {
  while (!out.empty() && (out.back() == ' ' || out.back() == '\t')) out.pop_back();
  if (!out.empty() && !out.ends_with("\n\n")) out += '\n';
}

}  // namespace

bool isUtf8(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::size_t size = codePointSize(bytes);
    if (size == 0) return false;
    bytes.remove_prefix(size);
  }
  return true;
}

Text toUtf8(std::string_view bytes, std::string_view label, std::size_t max_bytes) {
  bytes = bytes.substr(0, max_bytes);
  const std::string name = normalised(label);
  if (name.empty() || name == "us-ascii" || name == "ascii") return guessed(bytes, max_bytes);
  if (name == "utf-8" || name == "utf8") return mended(bytes);
  const auto entry = std::ranges::find(kCharsets, name, &Charset::label);
  if (entry != kCharsets.end()) {
    Converter converter(entry->converter);
    if (converter.isOpen()) return converter.convert(bytes, max_bytes);
  }
  Text text = guessed(bytes, max_bytes);
  text.is_known = false;
  return text;
}

std::string cleaned(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const std::size_t size = std::max<std::size_t>(codePointSize(text), 1);
    const std::string_view bytes = shown(codePointAt(text, size), text.substr(0, size), out);
    text.remove_prefix(size);
    if (bytes == "\n") {
      endLine(out);
    } else {
      out += bytes;
    }
  }
  while (!out.empty() && (out.back() == '\n' || out.back() == ' ' || out.back() == '\t'))
    out.pop_back();
  return out;
}

std::string cleanedLine(std::string_view text, std::size_t max_characters) {
  std::string out;
  std::string whole = cleaned(text);
  std::string_view left = whole;
  for (std::size_t count = 0; !left.empty() && count < max_characters; ++count) {
    const std::size_t size = std::max<std::size_t>(codePointSize(left), 1);
    const bool blank = left[0] == '\n' || left[0] == '\t' || left[0] == ' ';
    if (!blank) {
      out += left.substr(0, size);
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    left.remove_prefix(size);
  }
  while (out.ends_with(' ')) out.pop_back();
  return out;
}

}  // namespace fairlead::mail
