#include "native/jobs/graph_writer.h"

#include <initializer_list>
#include <utility>
#include <vector>

namespace fairlead::jobs {
namespace {

using postgres::Connection;
using postgres::Parameter;

// Gives 1 where the text is read for the first time, else 0.
constexpr const char* kEnterText = R"(
  insert into graph_extractions as x
    (tenant_id, source_kind, source_id, twin_id, prompt_version, model, prompt_tokens,
     completion_tokens, cost_usd, asks)
  values ($1, $2, $3, $4, $5, left($6, 200), $7, $8, $9, $10)
  on conflict (tenant_id, source_kind, source_id) do update
    set prompt_version = excluded.prompt_version, model = excluded.model,
        prompt_tokens = x.prompt_tokens + excluded.prompt_tokens,
        completion_tokens = x.completion_tokens + excluded.completion_tokens,
        cost_usd = x.cost_usd + excluded.cost_usd, asks = excluded.asks
  returning (xmax = 0)::integer)";

// Rows are taken in one order by all, so that two jobs of a twin never wait for each other.
constexpr const char* kWriteEntities = R"(
  insert into graph_nodes as n (tenant_id, twin_id, kind, label, conversation_id)
  select $1, $2, g.kind, g.name, $3
    from (select distinct on (normalised_name(name)) name, kind, normalised_name(name) as key
            from unnest($4::text[], $5::text[]) with ordinality as t (name, kind, place)
           order by normalised_name(name), place) as g
   order by g.kind, g.key
  on conflict (tenant_id, twin_id, kind, name_key) do update set mentions = n.mentions + $6::integer
  returning id, name_key)";

constexpr const char* kWriteRelations = R"(
  insert into graph_edges as e
    (tenant_id, twin_id, from_node_id, to_node_id, relation, conversation_id)
  select distinct $1::uuid, $2::uuid, f.id, t.id, g.relation, $3::uuid
    from unnest($4::text[], $5::text[], $6::text[]) as g (from_name, relation, to_name)
    join unnest($7::uuid[], $8::text[]) as f (id, key) on f.key = normalised_name(g.from_name)
    join unnest($7::uuid[], $8::text[]) as t (id, key) on t.key = normalised_name(g.to_name)
   where f.id <> t.id
   order by f.id, t.id, g.relation
  on conflict (tenant_id, from_node_id, to_node_id, relation) do update
    set mentions = e.mentions + $9::integer)";

/// One member of every object of a list, in order.
std::vector<std::string> column(json::Value document, std::string_view list,
                                std::string_view member) {
  std::vector<std::string> values;
  for (const json::Value entry : document.object().find(list)->array()) {
    values.emplace_back(entry.object().find(member)->string());
  }
  return values;
}

/// All that the effect needs, by value: it may run after the answer is gone, and more than once.
struct Extraction {
  GraphText text;
  std::string promptVersion, model;
  Spending spending;
  int asks;
  std::vector<std::string> names, types, from, relations, to;
};

Result<std::int64_t> enterText(Connection& connection, const Extraction& x) {
  const auto entered =
      connection.query(kEnterText, {x.text.tenant, x.text.kind, x.text.id, x.text.twin,
                                    x.promptVersion, x.model, x.spending.promptTokens,
                                    x.spending.completionTokens, x.spending.costUsd, x.asks});
  if (!entered) return std::unexpected(entered.error());
  return (*entered)[0].get<std::int64_t>(0);
}

Result<void> writeAll(Connection& connection, const Extraction& x) {
  const auto fresh = enterText(connection, x);
  if (!fresh) return std::unexpected(fresh.error());
  const auto nodes = connection.query(
      kWriteEntities, {x.text.tenant, x.text.twin, x.text.conversation, Parameter::array(x.names),
                       Parameter::array(x.types), *fresh});
  if (!nodes) return std::unexpected(nodes.error());
  std::vector<std::string> ids, keys;
  for (const auto node : *nodes) {
    ids.push_back(node.get<std::string>(0));
    keys.push_back(node.get<std::string>(1));
  }
  const auto edges = connection.query(
      kWriteRelations, {x.text.tenant, x.text.twin, x.text.conversation, Parameter::array(x.from),
                        Parameter::array(x.relations), Parameter::array(x.to),
                        Parameter::array(ids), Parameter::array(keys), *fresh});
  if (!edges) return std::unexpected(edges.error());
  return {};
}

}  // namespace

queue::Effect writeGraph(const GraphText& text, const Answer& answer,
                         std::string_view promptVersion) {
  const json::Value document = answer.document.root();
  Extraction extraction{.text = text,
                        .promptVersion = std::string(promptVersion),
                        .model = answer.model,
                        .spending = answer.spending,
                        .asks = answer.asks,
                        .names = column(document, "entities", "name"),
                        .types = column(document, "entities", "type"),
                        .from = column(document, "relations", "from"),
                        .relations = column(document, "relations", "relation"),
                        .to = column(document, "relations", "to")};
  extraction.text.body.clear();
  return [extraction = std::move(extraction)](Connection& connection) {
    return writeAll(connection, extraction);
  };
}

}  // namespace fairlead::jobs
