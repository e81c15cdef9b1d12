// Log lines about a job.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "native/queue/job.h"
#include "native/workers/log.h"

namespace fairlead::workers {

/// Logs with job, type, tenant, attempt (from 1), lease and, where the job has one, the trace's id.
void logJob(LogLevel level, std::string_view event, const queue::ClaimedJob& job,
            std::initializer_list<LogMember> members = {});

/// The trace id in a W3C traceparent; empty where it is none.
std::string_view traceIdOf(std::string_view traceParent);

}  // namespace fairlead::workers
