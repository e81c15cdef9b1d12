// The job graph_extraction: the entities and relations
// (edge/registry/schemas/graph_extraction_v1.json) that one text adds to a twin's graph.
//
//   payload   {"message_id": uuid}  a message of a conversation with the twin
//             {"chunk_id": uuid}    a piece of one of its sources
//
// A text that is not there is TEXT_NOT_FOUND (class item). The twin is that of the conversation or
// source, found under the job's own tenant; nothing in the text chooses it.
#pragma once

#include <string_view>
#include <utility>

#include "native/jobs/model_job.h"

namespace fairlead::jobs {

class GraphExtraction : public ModelJob {
 public:
  static constexpr std::string_view kType = "graph_extraction";

  explicit GraphExtraction(ModelSettings settings) : ModelJob(kType, std::move(settings)) {}

  queue::Outcome run(const queue::ClaimedJob& job, queue::JobContext& context) override;
};

}  // namespace fairlead::jobs
