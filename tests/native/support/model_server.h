// The local model server, started for a test on a port of its own.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace fairlead::testing {

/// What the server noted of a request.
struct Asked {
  std::string model;
  std::string request_id;  ///< x-client-request-id
  std::string trace_id;    ///< of traceparent
  bool authorized = false;

  // Of a completion:
  struct Message {
    std::string role;
    std::int64_t characters = 0;
    bool operator==(const Message&) const = default;
  };
  std::vector<Message> messages;
  std::int64_t characters = 0;  ///< of the text to work on alone
  std::int64_t max_tokens = 0;
  double temperature = 0;
  std::string form;  ///< of response_format: "json_object"
};

/// Started by the constructor, ended by the destructor. Real embeddings over real HTTP.
class ModelServer {
 public:
  ModelServer();
  ~ModelServer();
  ModelServer(const ModelServer&) = delete;
  ModelServer& operator=(const ModelServer&) = delete;

  /// For EMBEDDING_BASE_URL.
  std::string baseUrl() const { return root_ + "/v1"; }

  /// The next requests meet a fault, JSON: {"fault", "count"?, "retry_after"?, "delay_ms"?}.
  void failNext(std::string_view fault);
  /// No more faults.
  void recover();
  /// How many texts were sent for embedding since the last call of this function.
  std::int64_t takeInputs();
  /// How many completions were asked for since the last call of this function.
  std::int64_t takeChats();
  /// The last request to a model.
  Asked lastAsked();

 private:
  std::string root_;
  pid_t process_ = 0;
  std::int64_t seen_ = 0;
  std::int64_t chats_ = 0;
};

}  // namespace fairlead::testing
