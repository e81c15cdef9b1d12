// Bytes that nobody may see, and that are wiped when they are no longer needed.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace fairlead::credentials {

/// Wipes all that `text` holds, its spare room included, and empties it.
void wipe(std::string& text);

/// A password, an access token or a key. Movable, never copied, wiped by the destructor. It has no
/// way to be printed: what needs the bytes asks for them by name.
class Secret {
 public:
  Secret() = default;
  /// Takes the bytes of `text` and wipes them there.
  static Secret take(std::string&& text);
  /// `size` zero bytes to be filled.
  explicit Secret(std::size_t size);
  Secret(Secret&& other) noexcept
      : bytes_(std::move(other.bytes_)), size_(std::exchange(other.size_, 0)) {}
  Secret& operator=(Secret&& other) noexcept {
    bytes_ = std::move(other.bytes_);
    size_ = std::exchange(other.size_, 0);
    return *this;
  }

  std::string_view reveal() const { return {bytes_.get(), size_}; }
  char* data() { return bytes_.get(); }
  std::size_t size() const { return size_; }
  /// Makes it shorter; the bytes behind are wiped.
  void shorten(std::size_t size);

 private:
  struct Wipe {
    std::size_t size;
    void operator()(char* bytes) const;
  };

  std::unique_ptr<char[], Wipe> bytes_;
  std::size_t size_ = 0;
};

}  // namespace fairlead::credentials
