#include "core/job/failure.h"

namespace fairlead::job {

std::string_view modelFailedCode(std::string_view provider) {
  return provider == "mistral" ? "MISTRAL_FAILED" : "MODEL_FAILED";
}

}  // namespace fairlead::job
