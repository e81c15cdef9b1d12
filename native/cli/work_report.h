// What `fairlead work` prints.
#pragma once

#include "native/cli/output.h"
#include "native/workers/embed/worker.h"

namespace fairlead::cli {

/// A dry run: stale rows by table and tenant, and the plan's figures; the whole plan in JSON.
void reportPlan(const Output& output, const workers::RunPlan& plan);

/// A pass: {"plan": …, "run_id", "outcome"} in JSON.
void reportPass(const Output& output, const workers::Pass& pass);

}  // namespace fairlead::cli
