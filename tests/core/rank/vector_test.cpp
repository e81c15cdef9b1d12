// The fixed order of sums, against a scalar that follows its words one operation at a time.
#include "core/rank/vector.h"

#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace fairlead::rank {
namespace {

float scalarDot(const std::vector<float>& a, const std::vector<float>& b) {
  std::array<volatile float, 16> lanes{};  // volatile: each operation is rounded by itself
  for (std::size_t i = 0; i < a.size(); ++i) {
    const volatile float product = a[i] * b[i];
    lanes[i % 16] = lanes[i % 16] + product;
  }
  for (std::size_t half = 8; half > 0; half /= 2)
    for (std::size_t j = 0; j < half; ++j) lanes[j] = lanes[j] + lanes[j + half];
  return lanes[0];
}

TEST(Dot, IsTheFixedOrderToTheBit) {
  std::mt19937 random(1);
  std::uniform_real_distribution<float> component(-100, 100);
  for (std::size_t length = 0; length < 200; ++length) {
    std::vector<float> a(length);
    std::vector<float> b(length);
    for (float& x : a) x = component(random);
    for (float& x : b) x = component(random);
    ASSERT_EQ(dot(a, b), scalarDot(a, b)) << length;
  }
}

TEST(Direction, AgreesWithAPlainTwinInDoubles) {
  std::mt19937 random(4);
  std::normal_distribution<float> component;
  const auto inner = [](const std::vector<float>& a, const std::vector<float>& b) {
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0);
  };
  for (int round = 0; round < 3000; ++round) {
    std::vector<float> a(1 + random() % 2100);
    std::vector<float> b(a.size());
    for (float& x : a) x = component(random);
    for (float& x : b) x = component(random);
    const double plain = inner(a, b) / std::sqrt(inner(a, a) * inner(b, b));
    ASSERT_NEAR(Direction::of(a)->cosine(*Direction::of(b)), plain, 1e-5) << a.size();
  }
}

TEST(Direction, SaysWhatIsWrongWithAVector) {
  const float nan = std::numeric_limits<float>::quiet_NaN();
  const float infinity = std::numeric_limits<float>::infinity();
  const auto fault = [](const std::vector<float>& v) -> std::optional<VectorFault> {
    const auto direction = Direction::of(v);
    return direction ? std::nullopt : std::optional(direction.error());
  };
  EXPECT_EQ(fault({}), VectorFault::kMissing);
  EXPECT_EQ(fault({1, nan}), VectorFault::kNan);
  EXPECT_EQ(fault({infinity, nan}), VectorFault::kNan);
  EXPECT_EQ(fault({1, -infinity}), VectorFault::kInfinite);
  EXPECT_EQ(fault({3e38F}), VectorFault::kInfinite);
  EXPECT_EQ(fault({0, -0.0F}), VectorFault::kZero);
  EXPECT_EQ(fault({1e-30F}), VectorFault::kZero);
  EXPECT_EQ(fault({1, 2}), std::nullopt);
}

TEST(Direction, CosineStaysWithinItsBounds) {
  std::mt19937 random(2);
  std::uniform_real_distribution<float> component(-1, 1);
  for (int round = 0; round < 2000; ++round) {
    std::vector<float> a(1 + random() % 40);
    for (float& x : a) x = component(random);
    std::vector<float> opposite;
    for (const float x : a) opposite.push_back(-x);
    if (!Direction::of(a)) continue;
    const double same = Direction::of(a)->cosine(*Direction::of(a));
    ASSERT_LE(same, 1);
    ASSERT_NEAR(same, 1, 1e-12);
    ASSERT_EQ(Direction::of(a)->cosine(*Direction::of(opposite)), -same);
  }
}

}  // namespace
}  // namespace fairlead::rank
