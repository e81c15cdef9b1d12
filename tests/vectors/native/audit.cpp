#include "core/audit/wire.h"
#include "tests/vectors/native/operations.h"

namespace fairlead::vectors {
void addAudit(Operations& operations) {
  operations["audit.hash"] = ofText(audit::hashJson);
  operations["audit.link"] = ofText(audit::linkJson);
  operations["audit.verify_chain"] = ofText(audit::verifyChainJson);
}

}  // namespace fairlead::vectors
