// fairlead jobs stats [--watch]
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fmt/format.h>
#include <map>
#include <unistd.h>

#include "native/cli/jobs_commands.h"
#include "native/workers/stop.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;
using Clock = std::chrono::steady_clock;
using queue::Depth;
using queue::ProviderRow;
using Lines = std::vector<std::string>;

struct Stats {
  job::Micros now = 0;
  std::vector<Depth> depths;
  std::vector<ProviderRow> providers;
};

std::string_view stateOf(const Depth& depth) {
  return job::kStateNames[static_cast<std::size_t>(depth.state)];
}

std::string_view breakerOf(const ProviderRow& row) {
  return job::kBreakerStateNames[static_cast<std::size_t>(row.state.breaker)];
}

Result<Stats> ask(queue::JobStore& store) {
  auto now = store.now();
  if (!now) return std::unexpected(now.error());
  auto depths = store.depths();
  if (!depths) return std::unexpected(depths.error());
  auto providers = store.providers();
  if (!providers) return std::unexpected(providers.error());
  return Stats{*now, std::move(*depths), std::move(*providers)};
}

/// "3 s", "12 min", "5 h", "2 d": to read at a glance.
std::string ageOf(job::Micros age) {
  if (age < 2 * job::kMinute) return fmt::format("{} s", age / job::kSecond);
  if (age < 2 * job::kHour) return fmt::format("{} min", age / job::kMinute);
  if (age < 2 * job::kDay) return fmt::format("{} h", age / job::kHour);
  return fmt::format("{} d", age / job::kDay);
}

void addDepths(Lines& lines, const Stats& stats) {
  lines.push_back(
      fmt::format("{:<22}{:<11}{:>10}{:>10}{:>10}", "type", "state", "jobs", "due", "oldest"));
  for (const Depth& depth : stats.depths) {
    const bool queued = depth.state == job::State::kQueued;
    lines.push_back(fmt::format("{:<22}{:<11}{:>10}{:>10}{:>10}", depth.type, stateOf(depth),
                                depth.count, queued ? fmt::format("{}", depth.due) : "",
                                ageOf(depth.oldestAge)));
  }
  if (stats.depths.empty()) lines.emplace_back("no jobs");
}

std::string noteOf(const ProviderRow& row, job::Micros now) {
  const job::Provider& state = row.state;
  if (state.quotaResetAt && *state.quotaResetAt > now) {
    return fmt::format("quota used up, reset in {}", ageOf(*state.quotaResetAt - now));
  }
  if (state.breaker == job::BreakerState::kOpen) {
    return fmt::format("asked again in {}", ageOf(std::max<job::Micros>(0, state.retryAt - now)));
  }
  return "";
}

void addProviders(Lines& lines, const Stats& stats) {
  if (stats.providers.empty()) return;
  lines.emplace_back();
  lines.push_back(fmt::format("{:<22}{:<11}{:>10}", "provider", "breaker", "failures"));
  for (const ProviderRow& row : stats.providers) {
    lines.push_back(fmt::format("{:<22}{:<11}{:>10}  {}", row.name, breakerOf(row),
                                row.state.failures, noteOf(row, stats.now)));
  }
}

void write(json::Writer& out, const Depth& depth) {
  out.beginObject();
  out.member("count", depth.count);
  out.member("due", depth.due);
  out.member("oldest_us", depth.oldestAge);
  out.member("state", stateOf(depth));
  out.member("type", depth.type);
  out.endObject();
}

void write(json::Writer& out, const ProviderRow& row) {
  out.beginObject();
  out.member("breaker", breakerOf(row));
  out.member("failures", row.state.failures);
  out.member("name", row.name);
  out.member("quota_reset_at", row.state.quotaResetAt);
  out.member("retry_at", row.state.retryAt);
  out.endObject();
}

void write(json::Writer& out, const Stats& stats) {
  out.beginObject();
  out.name("jobs");
  out.beginArray();
  for (const Depth& depth : stats.depths) write(out, depth);
  out.endArray();
  out.member("now", stats.now);
  out.name("providers");
  out.beginArray();
  for (const ProviderRow& row : stats.providers) write(out, row);
  out.endArray();
  out.endObject();
}

Lines linesOf(const Stats& stats) {
  Lines lines;
  addDepths(lines, stats);
  addProviders(lines, stats);
  return lines;
}

/// Draws over what it drew before on a terminal; elsewhere adds to it, without escape codes.
class LiveView {
 public:
  explicit LiveView(const Output& output)
      : output_(output), terminal_(!output.json() && isatty(STDOUT_FILENO)) {
    if (terminal_) std::fputs("\033[?25l\033[2J", stdout);  // no cursor, a clear screen
  }
  ~LiveView() {
    if (terminal_) std::fputs("\033[?25h", stdout);
    std::fflush(stdout);
  }
  LiveView(const LiveView&) = delete;
  LiveView& operator=(const LiveView&) = delete;

  void draw(const Lines& lines) const {
    if (terminal_) std::fputs("\033[H", stdout);
    for (const std::string& line : lines) output_.line(terminal_ ? line + "\033[K" : line);
    if (terminal_)
      std::fputs("\033[J", stdout);
    else
      output_.line("");
    std::fflush(stdout);
  }

 private:
  const Output& output_;
  const bool terminal_;
};

/// Jobs of each type that ended between two looks.
class Pace {
 public:
  Lines lines(const Stats& stats) {
    std::map<std::string, std::int64_t> done;
    for (const Depth& depth : stats.depths) {
      if (depth.state == job::State::kSucceeded) done[depth.type] = depth.count;
    }
    Lines lines;
    const double seconds = static_cast<double>(stats.now - at_) / job::kSecond;
    for (const auto& [type, count] : done) {
      const auto before = done_.find(type);
      if (before == done_.end() || seconds <= 0) continue;
      const auto more = static_cast<double>(std::max<std::int64_t>(0, count - before->second));
      lines.push_back(fmt::format("{:<22}{:>10.1f} done a second", type, more / seconds));
    }
    done_ = std::move(done);
    at_ = stats.now;
    return lines;
  }

 private:
  std::map<std::string, std::int64_t> done_;
  job::Micros at_ = 0;
};

Result<ExitCode> watch(const Context& context, queue::JobStore& store, double every) {
  workers::stopOnSignals();
  const LiveView view(context.output);
  Pace pace;
  do {
    auto stats = ask(store);
    if (!stats && stats.error().code == "database_unavailable" && store.reopen()) {
      stats = ask(store);
    }
    if (!stats) {
      view.draw({context.output.bad(stats.error().message), "Trying again; Ctrl-C ends this."});
      continue;
    }
    Lines lines = linesOf(*stats);
    lines.insert(lines.begin(), {timeOf(stats->now) + " UTC; Ctrl-C ends this", ""});
    lines.emplace_back();
    std::ranges::move(pace.lines(*stats), std::back_inserter(lines));
    view.draw(lines);
    context.output.value([&](json::Writer& out) { write(out, *stats); });
  } while (workers::pauseFor(std::chrono::milliseconds(static_cast<std::int64_t>(every * 1000))));
  return kDone;
}

}  // namespace

Result<ExitCode> jobStats(const Context& context, const JobsOptions& options) {
  auto store = openQueue(context, options);
  if (!store) return std::unexpected(store.error());
  if (options.watch) return watch(context, **store, options.every);
  const auto stats = ask(**store);
  if (!stats) return std::unexpected(stats.error());
  for (const std::string& line : linesOf(*stats)) context.output.line(line);
  context.output.value([&](json::Writer& out) { write(out, *stats); });
  return kDone;
}

}  // namespace fairlead::cli
