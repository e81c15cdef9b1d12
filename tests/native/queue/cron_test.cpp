// When cron entries are due, and that each time is enqueued once.
#include "native/queue/cron.h"

#include <thread>

#include "tests/native/queue/queue_fixture.h"

namespace fairlead::queue {
namespace {

// 2026-11-23 is a Monday.
constexpr job::Micros kMonday = 1'795'392'000 * kSecond;  // 2026-11-23T00:00:00Z

job::Micros at(int day, int hour, int minute) {
  return kMonday + day * job::kDay + hour * job::kHour + minute * kMinute;
}

std::optional<job::Micros> next(const char* schedule, job::Micros after) {
  return CronSchedule::parse(schedule).value().after(after);
}

TEST(CronScheduleTest, NamesTimesAsCrontabDoes) {
  EXPECT_EQ(next("* * * * *", at(0, 0, 0)), at(0, 0, 1));
  EXPECT_EQ(next("* * * * *", at(0, 0, 0) + 1), at(0, 0, 1));
  EXPECT_EQ(next("30 2 * * *", at(0, 2, 30)), at(1, 2, 30));
  EXPECT_EQ(next("*/15 * * * *", at(0, 5, 16)), at(0, 5, 30));
  EXPECT_EQ(next("0 9-17/4 * * *", at(0, 10, 0)), at(0, 13, 0));
  EXPECT_EQ(next("5,35 8 * * *", at(0, 8, 6)), at(0, 8, 35));
  EXPECT_EQ(next("0 6 * * 0", at(0, 0, 0)), at(6, 6, 0)) << "Sunday";
  EXPECT_EQ(next("0 6 * * 7", at(0, 0, 0)), at(6, 6, 0)) << "Sunday too";
  EXPECT_EQ(next("0 6 * * 1-5", at(4, 7, 0)), at(7, 6, 0));
  EXPECT_EQ(next("0 0 1 * *", at(0, 0, 0)), at(8, 0, 0)) << "1 December";
  EXPECT_EQ(next("0 0 1 1 *", at(0, 0, 0)), at(39, 0, 0));
}

TEST(CronScheduleTest, ADayOfMonthOrOfWeekWillDoWhereBothAreNamed) {
  EXPECT_EQ(next("0 0 1 * 5", at(0, 0, 0)), at(4, 0, 0)) << "Friday";
  EXPECT_EQ(next("0 0 1 * 5", at(4, 0, 0)), at(8, 0, 0)) << "the first";
}

TEST(CronScheduleTest, KnowsLeapYearsAndDaysThatNeverCome) {
  EXPECT_EQ(next("0 0 29 2 *", at(0, 0, 0)), 1'835'395'200 * kSecond) << "2028-02-29";
  EXPECT_EQ(next("0 0 30 2 *", at(0, 0, 0)), std::nullopt);
}

TEST(CronScheduleTest, TellsTheLastTimeOfAPeriod) {
  const auto schedule = CronSchedule::parse("0 * * * *").value();
  EXPECT_EQ(schedule.lastBetween(at(0, 0, 0), at(0, 5, 30)), at(0, 5, 0));
  EXPECT_EQ(schedule.lastBetween(at(0, 5, 0), at(0, 5, 59)), std::nullopt);
  EXPECT_EQ(schedule.lastBetween(at(0, 4, 59), at(0, 5, 0)), at(0, 5, 0));
}

TEST(CronScheduleTest, RefusesWhatIsNoSchedule) {
  for (const char* text : {"", "* * * *", "* * * * * *", "60 * * * *", "* 24 * * *", "* * 0 * *",
                           "* * * 13 *", "* * * * 8", "a * * * *", "*/0 * * * *", "5-1 * * * *",
                           "1, * * * *", "-1 * * * *", "1- * * * *"}) {
    const auto schedule = CronSchedule::parse(text);
    ASSERT_FALSE(schedule) << text;
    EXPECT_EQ(schedule.error().code, "cron_invalid");
  }
}

class CronTest : public QueueTest {
 protected:
  void enter(const char* name, const char* schedule) {
    mustQuery(
        "insert into ai_cron (tenant_id, name, schedule, job_type, payload) "
        "values ($1, $2, $3, $4, '{\"full\": true}')",
        {tenant_, name, schedule, kPlain});
  }
};

TEST_F(CronTest, FiresOnceATime) {
  enter("nightly", "* * * * *");
  letTimePass(kMinute);
  const auto fired = store_->fireCron();
  ASSERT_TRUE(fired) << fired.error().message;
  ASSERT_EQ(fired->fired.size(), 1U);
  EXPECT_EQ(fired->fired.front().name, "nightly");
  EXPECT_EQ(fired->fired.front().at % kMinute, 0);
  const ClaimedJob job = claimOne();
  EXPECT_EQ(job.id, fired->fired.front().job);
  EXPECT_EQ(job.payload, R"({"full": true})");
}

TEST_F(CronTest, MakesUpForMissedTimesWithOneJob) {
  enter("often", "* * * * *");
  letTimePass(job::kHour);
  EXPECT_EQ(store_->fireCron()->fired.size(), 1U);
  EXPECT_EQ(claim(100).size(), 1U);
}

TEST_F(CronTest, TwoLeadersFireATimeOnce) {
  for (int i = 0; i < 20; ++i) enter(("entry " + std::to_string(i)).c_str(), "* * * * *");
  letTimePass(kMinute);
  std::size_t fired[2] = {};
  const auto other = open();
  std::jthread one([&] { fired[0] = store_->fireCron()->fired.size(); });
  std::jthread two([&] { fired[1] = other->fireCron()->fired.size(); });
  one.join();
  two.join();
  EXPECT_EQ(fired[0] + fired[1], 20U);
  EXPECT_EQ(claim(100).size(), 20U);
}

TEST_F(CronTest, PassesByWhatIsOffAndTellsWhatIsWrong) {
  enter("off", "* * * * *");
  mustQuery("update ai_cron set enabled = false");
  enter("wrong", "every day");
  enter("right", "* * * * *");
  letTimePass(kMinute);
  const auto fired = store_->fireCron();
  ASSERT_EQ(fired->fired.size(), 1U);
  EXPECT_EQ(fired->fired.front().name, "right");
  ASSERT_EQ(fired->faults.size(), 1U);
  EXPECT_EQ(fired->faults.front().tenant, tenant_);
  EXPECT_EQ(fired->faults.front().name, "wrong");
  EXPECT_NE(fired->faults.front().message.find("every day"), std::string::npos);
}

TEST_F(CronTest, AnEntryWhoseJobIsRefusedKeepsNoOtherBack) {
  enter("a mail without a mail", "* * * * *");
  mustQuery("update ai_cron set job_type = 'email_summarize_v1'");
  enter("b right", "* * * * *");
  letTimePass(kMinute);
  const auto fired = store_->fireCron();
  ASSERT_TRUE(fired) << fired.error().message;
  ASSERT_EQ(fired->fired.size(), 1U);
  EXPECT_EQ(fired->fired.front().name, "b right");
  ASSERT_EQ(fired->faults.size(), 1U);
  EXPECT_NE(fired->faults.front().message.find("mail_job_names_mail"), std::string::npos);
}

TEST(CronScheduleTest, AStepBeyondTheFieldIsNone) {
  EXPECT_FALSE(CronSchedule::parse("0 0 */2147483647 * *"));
  EXPECT_FALSE(CronSchedule::parse("*/60 * * * *"));
  EXPECT_TRUE(CronSchedule::parse("*/59 0 */31 * *"));
}

}  // namespace
}  // namespace fairlead::queue
