// The job email_summarize_v1: a mail's summary (edge/registry/schemas/mail_summary_v1.json), kept
// in email_ai_summaries.
//
//   load the mail → trim and cut → ask in JSON mode → check → upsert, with the completion
//
// A mail that is not there, or not yet, is EMAIL_NOT_FOUND (class item: on the schedule). What the
// model wrote reaches the table only through the schema, under the job's own tenant, account and
// message: whatever a mail says, it can choose nothing but words in its own summary.
#pragma once

#include <string_view>
#include <utility>

#include "native/jobs/model_job.h"

namespace fairlead::jobs {

class MailSummary : public ModelJob {
 public:
  static constexpr std::string_view kType = "email_summarize_v1";

  explicit MailSummary(ModelSettings settings) : ModelJob(kType, std::move(settings)) {}

  queue::Outcome run(const queue::ClaimedJob& job, queue::JobContext& context) override;
};

}  // namespace fairlead::jobs
