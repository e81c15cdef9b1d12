/* The C ABI of core.wasm: the rules for every host that can instantiate a module, with or without
 * JavaScript. The module imports nothing. Call _initialize() once, then these.
 *
 * Text goes in through the input buffer: fl_input(size) gives its address; write there all texts of
 * the call, one behind the other without separators, and pass the length of each in bytes. Texts
 * are UTF-8; what they and the answers hold is described in docs/package.md and in
 * core/<concept>/wire.h.
 *
 * A function that answers returns the address of a frame: the answer's length in bytes (u32, little
 * endian), then the answer, canonical JSON: {"value": ...} or {"error": {"code", "message",
 * "path"}}. The frame is the module's, and valid until the next call of any function here.
 *
 * Handles name compiled objects. A handle is good from its fl_..._compile until fl_release; a
 * handle that was released, is of another kind of object, or never was one, answers the error
 * handle_invalid.
 *
 * Where memory ends, fl_input returns 0, and any other function traps after fl_out_of_memory() has
 * become 1. After a trap of any kind, discard the instance. A host that cannot afford a trap asks
 * for headroom before it writes a text: fl_input(n) is 0 where memory has no n bytes in one piece,
 * and what it gave beyond 1 MiB is free again as soon as fl_input is called for the text. To read a
 * text as JSON takes less than 24 times its bytes; what a long answer or a compiled object takes
 * comes on top of that.
 */
#pragma once

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Changes when a function here changes its meaning; 1 now. */
uint32_t fl_abi_version(void);

/* Room for `size` bytes of input; 0 when there is none. What was there before is lost. */
uint8_t* fl_input(uint32_t size);

/* The object that the last fl_..._compile made; 0 when it answered an error, or when 65,536 objects
 * are held already. */
uint32_t fl_handle(void);

/* Gives a compiled object's memory back. A handle that is not good is passed over. */
void fl_release(uint32_t handle);

/* 1 after a trap for want of memory, else 0. */
uint32_t fl_out_of_memory(void);

const uint8_t* fl_json_canonicalize(uint32_t text);

const uint8_t* fl_token_compile(uint32_t setup);
/* The longest token that is ever good, in bytes: of a longer one, no more than one byte beyond that
 * need be passed to get the same answer. */
uint32_t fl_token_most_bytes(void);
/* Where the answer is "needs_signature" the host checks the signature and calls fl_token_finish;
 * fl_token_begin answers so for Ed25519 too, which fl_token_verify checks itself. */
const uint8_t* fl_token_verify(uint32_t verifier, uint32_t token, double now);
const uint8_t* fl_token_begin(uint32_t verifier, uint32_t token, double now);
const uint8_t* fl_token_finish(uint32_t verifier, uint32_t token, double now, int signature_valid);
/* 1 where the token's signature is remembered and its claims are good now, so that the answer is
 * what it was before; 0 says nothing. */
uint32_t fl_token_recall(uint32_t verifier, uint32_t token, double now);
/* The same for the signature alone, whatever is signed. */
const uint8_t* fl_token_verify_compact(uint32_t verifier, uint32_t token);
const uint8_t* fl_token_begin_compact(uint32_t verifier, uint32_t token);
const uint8_t* fl_token_finish_compact(uint32_t verifier, uint32_t token, int signature_valid);

const uint8_t* fl_action_compile(uint32_t registry);
const uint8_t* fl_action_evaluate(uint32_t registry, uint32_t request);
const uint8_t* fl_action_evaluate_brief(uint32_t registry, uint32_t request);
const uint8_t* fl_action_explain(uint32_t registry, uint32_t request);
const uint8_t* fl_action_suggest(uint32_t registry, uint32_t question);
const uint8_t* fl_action_list(uint32_t registry, uint32_t question);
const uint8_t* fl_action_matrix(uint32_t registry, uint32_t requests);
const uint8_t* fl_action_signing_input(uint32_t document);
const uint8_t* fl_action_lint(uint32_t registry);
const uint8_t* fl_action_diff(uint32_t question);

const uint8_t* fl_schema_compile(uint32_t schema, uint32_t options);
const uint8_t* fl_schema_validate(uint32_t schema, uint32_t document);
const uint8_t* fl_schema_check_output(uint32_t schema, uint32_t text);
/* The same for a text that comes in pieces: fl_handle() then names the stream, which the schema may
 * be released before. Pieces may be cut anywhere, also inside a character. After fl_schema_finish
 * only fl_release is left. */
const uint8_t* fl_schema_stream(uint32_t schema);
const uint8_t* fl_schema_push(uint32_t stream, uint32_t chunk);
const uint8_t* fl_schema_finish(uint32_t stream);

const uint8_t* fl_rank_rerank(uint32_t request);
const uint8_t* fl_rank_shadow(uint32_t request);
const uint8_t* fl_rank_fuse(uint32_t request);
const uint8_t* fl_rank_diversify(uint32_t request);
const uint8_t* fl_rank_interleave(uint32_t request);
const uint8_t* fl_rank_credit(uint32_t request);
/* The same ranking from floats instead of JSON, laid out as wasm/rank_floats.h says. The answer has
 * no items; fl_rank_items gives them, valid until the next ranking of floats. */
const uint8_t* fl_rank_rerank_f32(uint32_t request);
const double* fl_rank_items(void);
/* Vectors kept in the module's memory: a set is an object as those that are compiled are, though
 * it changes. fl_rank_put_f32 and fl_rank_rerank_set_f32 read what wasm/rank_floats.h says. */
const uint8_t* fl_rank_open(uint32_t setup);
const uint8_t* fl_rank_put_f32(uint32_t set, uint32_t vectors);
const uint8_t* fl_rank_remove(uint32_t set, uint32_t request);
const uint8_t* fl_rank_rerank_set_f32(uint32_t set, uint32_t request);

const uint8_t* fl_embedding_content_hash(uint32_t request);
const uint8_t* fl_embedding_staleness(uint32_t request);
const uint8_t* fl_embedding_validate(uint32_t request);
const uint8_t* fl_embedding_enrich(uint32_t request);
const uint8_t* fl_embedding_plan(uint32_t request);
const uint8_t* fl_embedding_chunk(uint32_t request);
const uint8_t* fl_embedding_merge_by_document(uint32_t request);
const uint8_t* fl_embedding_migration(uint32_t request);

const uint8_t* fl_audit_hash(uint32_t entry);
const uint8_t* fl_audit_link(uint32_t request);
const uint8_t* fl_audit_verify_chain(uint32_t request);

const uint8_t* fl_job_decide(uint32_t request);
const uint8_t* fl_job_classify(uint32_t request);
const uint8_t* fl_job_admit(uint32_t request);
const uint8_t* fl_job_settle(uint32_t request);
const uint8_t* fl_job_take(uint32_t request);
const uint8_t* fl_job_share(uint32_t request);
const uint8_t* fl_job_schedule(uint32_t request);

const uint8_t* fl_flag_bucket(uint32_t request);
const uint8_t* fl_flag_enabled(uint32_t request);
const uint8_t* fl_flag_judge(uint32_t request);
const uint8_t* fl_flag_ramp(uint32_t request);

#ifdef __cplusplus
}
#endif
