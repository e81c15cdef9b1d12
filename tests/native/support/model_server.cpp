#include "tests/native/support/model_server.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <utility>

#include "core/json/json.h"
#include "native/provider/http_client.h"
#include "tests/native/support/ports.h"

namespace fairlead::testing {
namespace {

using namespace std::chrono_literals;

pid_t start(int port) {
  const pid_t process = fork();
  if (process != 0) return process;
  prctl(PR_SET_PDEATHSIG, SIGTERM);  // also when the test program ends without a destructor
  setenv("FAIRLEAD_MODEL_PORT", std::to_string(port).c_str(), 1);
  if (!std::freopen("/dev/null", "w", stdout)) _exit(127);
  execlp("node", "node", FAIRLEAD_SOURCE_DIR "/tools/model-server/server.mjs", nullptr);
  _exit(127);
}

[[noreturn]] void stop(const char* reason) {
  std::fprintf(stderr, "model server: %s\n", reason);
  std::exit(1);
}

json::Document notes(const std::string& root) {
  provider::HttpClient client{provider::HttpOptions{}};
  const auto answer = client.get(root + "/requests");
  if (!answer) stop("it does not say what it was asked");
  return json::parse(answer->body, {.max_bytes = 1 << 22}).value();
}

json::Array requestsIn(const json::Document& notes) {
  return notes.root().object().find("requests")->array();
}

std::string wordIn(json::Value object, std::string_view name) {
  const auto member = object.object().find(name);
  return std::string(member ? member->asString().value_or("") : "");
}

double numberIn(json::Value object, std::string_view name) {
  const auto member = object.object().find(name);
  return member ? member->asNumber().value_or(0) : 0;
}

std::vector<Asked::Message> messagesIn(json::Value request) {
  std::vector<Asked::Message> messages;
  const auto noted = request.object().find("messages");
  if (!noted) return messages;
  for (const json::Value message : noted->array()) {
    messages.push_back(
        {wordIn(message, "role"), static_cast<std::int64_t>(numberIn(message, "characters"))});
  }
  return messages;
}

}  // namespace

ModelServer::ModelServer() {
  const int port = freePort();
  root_ = "http://127.0.0.1:" + std::to_string(port);
  process_ = start(port);
  provider::HttpClient client{provider::HttpOptions{}};
  for (int tries = 0; tries < 600; ++tries) {
    if (client.get(root_ + "/health")) return;
    if (waitpid(process_, nullptr, WNOHANG) != 0) stop("it ended instead of starting");
    std::this_thread::sleep_for(50ms);
  }
  stop("it did not answer within 30 s");
}

ModelServer::~ModelServer() {
  kill(process_, SIGTERM);
  waitpid(process_, nullptr, 0);
}

void ModelServer::failNext(std::string_view fault) {
  provider::HttpClient client{provider::HttpOptions{}};
  const auto done = client.post(root_ + "/control", std::string(fault));
  if (!done || done->status != 200) stop("it refused the fault");
}

void ModelServer::recover() {
  // A fault without effect, once asked for, replaces what was planned.
  failNext(R"({"fault":"slow","delay_ms":0})");
}

std::int64_t ModelServer::takeInputs() {
  std::int64_t inputs = 0;
  const auto noted = notes(root_);
  for (const json::Value request : requestsIn(noted)) {
    if (const auto count = request.object().find("inputs")) inputs += count->integer();
  }
  return inputs - std::exchange(seen_, inputs);
}

std::int64_t ModelServer::takeChats() {
  std::int64_t chats = 0;
  const auto noted = notes(root_);
  for (const json::Value request : requestsIn(noted)) {
    chats += wordIn(request, "path") == "/v1/chat/completions" ? 1 : 0;
  }
  return chats - std::exchange(chats_, chats);
}

Asked ModelServer::lastAsked() {
  const auto noted = notes(root_);
  Asked last;
  for (const json::Value request : requestsIn(noted)) {
    last = {.model = wordIn(request, "model"),
            .request_id = wordIn(request, "request_id"),
            .trace_id = wordIn(request, "trace_id"),
            .authorized = request.object().find("authorized")->boolean(),
            .messages = messagesIn(request),
            .characters = static_cast<std::int64_t>(numberIn(request, "characters")),
            .max_tokens = static_cast<std::int64_t>(numberIn(request, "max_tokens")),
            .temperature = numberIn(request, "temperature"),
            .form = wordIn(request, "form")};
  }
  return last;
}

}  // namespace fairlead::testing
