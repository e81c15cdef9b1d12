#include "tests/native/support/program.h"

#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <signal.h>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace fairlead::testing {
namespace {

std::string contentOf(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  std::ostringstream text;
  text << stream.rdbuf();
  return text.str();
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> list;
  for (std::string& text : texts) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

}  // namespace

// Streams go through files: a program that prints much can then never wait for its reader.
Program::Program(std::vector<std::string> arguments, std::vector<std::string> environment,
                 const std::string& input) {
  std::string pattern = std::filesystem::temp_directory_path() / "fairlead-test-XXXXXX";
  folder_ = mkdtemp(pattern.data());
  std::ofstream(folder_ + "/in") << input;
  arguments.insert(arguments.begin(), FAIRLEAD_PROGRAM);
  environment.push_back(std::string("PATH=") + std::getenv("PATH"));
  auto argv = pointers(arguments);
  auto envp = pointers(environment);
  process_ = fork();
  if (process_ != 0) return;
  constexpr mode_t kOwnerOnly = 0600;
  dup2(open((folder_ + "/in").c_str(), O_RDONLY), STDIN_FILENO);
  dup2(open((folder_ + "/out").c_str(), O_WRONLY | O_CREAT, kOwnerOnly), STDOUT_FILENO);
  dup2(open((folder_ + "/err").c_str(), O_WRONLY | O_CREAT, kOwnerOnly), STDERR_FILENO);
  execve(argv[0], argv.data(), envp.data());
  _exit(127);
}

void Program::signal(int number) const {
  kill(process_, number);
}

std::string Program::outSoFar() const {
  return contentOf(folder_ + "/out");
}

Ended Program::wait() {
  int status = 0;
  waitpid(process_, &status, 0);
  Ended ended{WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status),
              contentOf(folder_ + "/out"), contentOf(folder_ + "/err")};
  std::filesystem::remove_all(folder_);
  return ended;
}

Ended run(std::vector<std::string> arguments, std::vector<std::string> environment,
          const std::string& input) {
  return Program(std::move(arguments), std::move(environment), input).wait();
}

}  // namespace fairlead::testing
