#include "native/mail/deadline_stream.h"

namespace fairlead::mail {
namespace {

// A class of GObject: its instances are zeroed memory that begins with the parent's.
struct DeadlineStream {
  GMimeStream parent;
  std::string_view left[2];
  Deadline::rep deadline;
  bool late;
};

struct DeadlineStreamClass {
  GMimeStreamClass parent;
};

DeadlineStream* self(GMimeStream* stream) {
  return reinterpret_cast<DeadlineStream*>(stream);
}

ssize_t readBytes(GMimeStream* stream, char* out, std::size_t size) {
  DeadlineStream* bytes = self(stream);
  if (std::chrono::steady_clock::now().time_since_epoch().count() > bytes->deadline)
    bytes->late = true;
  if (bytes->late) return 0;
  std::string_view& from = bytes->left[bytes->left[0].empty() ? 1 : 0];
  const std::size_t count = from.copy(out, size);
  from.remove_prefix(count);
  stream->position += static_cast<gint64>(count);
  return static_cast<ssize_t>(count);
}

gboolean isAtEnd(GMimeStream* stream) {
  return self(stream)->late || (self(stream)->left[0].empty() && self(stream)->left[1].empty());
}

void initialise(gpointer type, gpointer) {
  auto* stream = static_cast<GMimeStreamClass*>(type);
  stream->read = readBytes;
  stream->eos = isAtEnd;
}

GType typeOfStream() {
  static const GType kType = g_type_register_static_simple(
      g_mime_stream_get_type(), "FairleadDeadlineStream", sizeof(DeadlineStreamClass), initialise,
      sizeof(DeadlineStream), nullptr, G_TYPE_FLAG_NONE);
  return kType;
}

}  // namespace

Held<GMimeStream> deadlineStream(std::string_view header, std::string_view body,
                                 Deadline deadline) {
  auto* stream = static_cast<GMimeStream*>(g_object_new(typeOfStream(), nullptr));
  g_mime_stream_construct(stream, 0, static_cast<gint64>(header.size() + body.size()));
  self(stream)->left[0] = header;
  self(stream)->left[1] = body;
  self(stream)->deadline = deadline.time_since_epoch().count();
  return Held<GMimeStream>(stream);
}

bool wasCutShort(GMimeStream* stream) {
  return self(stream)->late;
}

}  // namespace fairlead::mail
