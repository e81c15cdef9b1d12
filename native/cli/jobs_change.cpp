// fairlead jobs requeue | cancel | snooze | enqueue | retention run
#include <fmt/format.h>

#include "core/json/json.h"
#include "native/cli/jobs_commands.h"
#include "native/jobs/mail_summary.h"

namespace fairlead::cli {
namespace {

using Context = Program::Context;

// A change of everything is never the meaning of a filter that was forgotten.
Result<void> wantFilter(const JobsOptions& options) {
  const bool any = options.id || options.tenant || options.type || options.state || options.code ||
                   options.since || options.all;
  if (any) return {};
  return fail("settings_filter",
              "Say which jobs: by --id, --type, --tenant, --code, --state or "
              "--since, or --all.");
}

template <typename Change>
Result<ExitCode> change(const Context& context, const JobsOptions& options, std::string_view what,
                        Change apply) {
  if (auto named = wantFilter(options); !named) return std::unexpected(named.error());
  auto store = openQueue(context, options);
  if (!store) return std::unexpected(store.error());
  const auto filter = filterOf(options, **store);
  if (!filter) return std::unexpected(filter.error());
  const Result<std::int64_t> count = apply(**store, *filter);
  if (!count) return std::unexpected(count.error());
  context.output.line(fmt::format("{} job{} {}", *count, *count == 1 ? "" : "s", what));
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.member("jobs", *count);
    out.endObject();
  });
  return *count > 0 ? kDone : kNo;
}

// The moment that lies so far ahead on the database's clock.
Result<job::Micros> ahead(queue::JobStore& store, const std::string& span) {
  const auto now = store.now();
  if (!now) return std::unexpected(now.error());
  return job::later(*now, parseSpan(span).value_or(0));
}

Result<void> wantObject(const std::string& payload) {
  const auto document = json::parse(payload);
  if (!document) return std::unexpected(document.error());
  if (document->root().isObject()) return {};
  return fail("payload_invalid", "The payload must be a JSON object.");
}

// What the table's constraints would refuse with less of an answer.
Result<void> wantOwner(const JobsOptions& options) {
  if (options.account.has_value() != options.message.has_value()) {
    return fail("settings_mail", "A mail is named by --account and --message together.");
  }
  if (options.type == jobs::MailSummary::kType && !options.account) {
    return fail("settings_mail", "Say which mail is to be summarised: --account and --message.");
  }
  if (options.tenant || options.account) return {};
  return fail("settings_tenant", "Say whose job it is: --tenant.");
}

}  // namespace

Result<ExitCode> requeueJobs(const Context& context, const JobsOptions& options) {
  if (auto named = wantFilter(options); !named) return std::unexpected(named.error());
  JobsOptions chosen = options;
  if (!chosen.state && !chosen.id) chosen.state = "dead";
  return change(context, chosen, "queued again",
                [](queue::JobStore& store, const auto& filter) { return store.requeue(filter); });
}

Result<ExitCode> cancelJobs(const Context& context, const JobsOptions& options) {
  return change(context, options, "cancelled",
                [](queue::JobStore& store, const auto& filter) { return store.cancel(filter); });
}

Result<ExitCode> snoozeJobs(const Context& context, const JobsOptions& options) {
  return change(context, options, "put off",
                [&](queue::JobStore& store, const auto& filter) -> Result<std::int64_t> {
                  const auto until = ahead(store, *options.delay);
                  if (!until) return std::unexpected(until.error());
                  return store.snooze(filter, *until);
                });
}

Result<ExitCode> enqueueJob(const Context& context, const JobsOptions& options) {
  if (auto owner = wantOwner(options); !owner) return std::unexpected(owner.error());
  if (auto object = wantObject(options.payload); !object) return std::unexpected(object.error());
  auto store = openQueue(context, options);
  if (!store) return std::unexpected(store.error());
  queue::NewJob job{.tenant = options.tenant.value_or(""),
                    .type = *options.type,
                    .dedupeKey = options.key,
                    .payload = options.payload,
                    .priority = options.priority,
                    .account = options.account,
                    .message = options.message};
  if (options.delay) {
    const auto at = ahead(**store, *options.delay);
    if (!at) return std::unexpected(at.error());
    job.runAfter = *at;
  }
  const auto asked = (*store)->enqueue(job);
  if (!asked) return std::unexpected(asked.error());
  const auto state = job::kStateNames[static_cast<std::size_t>(asked->state)];
  context.output.line(asked->added ? fmt::format("job {}", asked->id)
                                   : fmt::format("job {} is there already, {}", asked->id, state));
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.member("added", asked->added);
    out.member("id", asked->id);
    out.member("state", state);
    out.endObject();
  });
  return kDone;
}

Result<ExitCode> sweepJobs(const Context& context, const JobsOptions& options) {
  auto store = openQueue(context, options);
  if (!store) return std::unexpected(store.error());
  const queue::Retention retention = {.succeeded = options.succeeded_days * job::kDay,
                                      .cancelled = options.cancelled_days * job::kDay,
                                      .dead = options.dead_days * job::kDay};
  std::int64_t deleted = 0;
  for (std::int64_t portion = 1; portion > 0; deleted += portion) {
    const auto swept = (*store)->sweep(retention);
    if (!swept) return std::unexpected(swept.error());
    portion = *swept;
  }
  context.output.line(fmt::format("{} jobs deleted", deleted));
  context.output.value([&](json::Writer& out) {
    out.beginObject();
    out.member("deleted", deleted);
    out.endObject();
  });
  return kDone;
}

}  // namespace fairlead::cli
