// What the jobs that ask a model have in common: a form, an asker, and the policy of its settings.
#pragma once

#include <string_view>
#include <utility>

#include "native/jobs/asker.h"
#include "native/queue/handler.h"

namespace fairlead::jobs {

class ModelJob : public queue::JobHandler {
 public:
  std::string_view type() const override { return type_; }
  std::string_view provider() const override { return asker_.settings().provider; }
  job::Policy policy() const override { return {.maxAttempts = asker_.settings().maxAttempts}; }

 protected:
  /// `type`: the job type, which names its form too; a literal.
  ModelJob(std::string_view type, ModelSettings settings)
      : type_(type), form_(Form::of(type)), asker_(std::move(settings)) {}

  const Form& form() const { return form_; }
  ModelAsker& asker() { return asker_; }

 private:
  std::string_view type_;
  Form form_;
  ModelAsker asker_;
};

}  // namespace fairlead::jobs
