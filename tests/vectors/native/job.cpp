#include "core/job/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {

void addJob(Operations& operations) {
  operations["job.decide"] = ofText(job::decideJson);
  operations["job.classify"] = ofText(job::classifyJson);
  operations["job.admit"] = ofText(job::admitJson);
  operations["job.settle"] = ofText(job::settleJson);
  operations["job.take"] = ofText(job::takeJson);
  operations["job.share"] = ofText(job::shareJson);
  operations["job.schedule"] = ofText(job::scheduleJson);
}

}  // namespace fairlead::vectors
