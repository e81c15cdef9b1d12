// How mailers of many languages mark the mail that is answered. Lower case; ASCII is compared
// without regard to case, the rest as it is.
#pragma once

#include <array>
#include <string_view>

namespace fairlead::mail::words {

/// A line that leads into a quote holds one of these, and ends with a colon.
inline constexpr std::array kWrote = std::to_array<std::string_view>({
    " wrote",      " schrieb",    " a écrit",    " escribió",  " ha scritto", " escreveu",
    " schreef",    " skrev",      " napisał",    " kirjoitti", " napsal",     " napísal",
    " yazdı",      " пишет",      " написал",    " пише",      "写道",        "寫道",
    "書きました",  "のメール",    "작성",        " írta",      " a scris",    " έγραψε",
    " je napisao", " je napisal", " je napísal", " rašė",      " đã viết",    " va escriure",
});

/// What a line between dashes says that stands above the old mail.
inline constexpr std::array kOriginal = std::to_array<std::string_view>({
    "original message",
    "ursprüngliche nachricht",
    "message d'origine",
    "message original",
    "mensaje original",
    "messaggio originale",
    "mensagem original",
    "original-nachricht",
    "originalmeddelande",
    "ursprungligt meddelande",
    "original besked",
    "oprindelig meddelelse",
    "opprinnelig melding",
    "oorspronkelijk bericht",
    "wiadomość oryginalna",
    "původní zpráva",
    "исходное сообщение",
    "alkuperäinen viesti",
    "原始邮件",
    "元のメッセージ",
});

/// What stands above a mail that was passed on.
inline constexpr std::array kForwarded = std::to_array<std::string_view>({
    "forwarded message",
    "weitergeleitete nachricht",
    "message transféré",
    "mensaje reenviado",
    "messaggio inoltrato",
    "mensagem encaminhada",
    "doorgestuurd bericht",
    "vidarebefordrat meddelande",
    "videresendt",
    "wiadomość przekazana",
    "пересланное сообщение",
    "välitetty viesti",
    "转发的邮件",
    "転送メッセージ",
});

/// What a line that a telephone or an app adds begins with.
inline constexpr std::array kSentFrom = std::to_array<std::string_view>({
    "sent from my ",     "sent from mobile", "sent from outlook", "sent from yahoo",
    "get outlook for ",  "sent with proton", "von meinem ",       "gesendet von ",
    "gesendet mit ",     "envoyé de mon ",   "envoyé depuis ",    "télécharger outlook",
    "enviado desde mi ", "enviado do meu ",  "inviato da ",       "verstuurd vanaf ",
    "skickat från min ", "sendt fra min ",   "wysłane z ",        "lähetetty ",
    "отправлено с ",     "iphoneから送信",   "发自我的",
});

enum class Field { kFrom, kDate, kTo, kSubject };

struct FieldWord {
  std::string_view word;
  Field field;
};

/// The names of headers as Outlook and its like write them above the old mail.
inline constexpr std::array kFields = std::to_array<FieldWord>({
    {"from", Field::kFrom},
    {"von", Field::kFrom},
    {"de", Field::kFrom},
    {"da", Field::kFrom},
    {"van", Field::kFrom},
    {"från", Field::kFrom},
    {"fra", Field::kFrom},
    {"od", Field::kFrom},
    {"lähettäjä", Field::kFrom},
    {"от", Field::kFrom},
    {"kimden", Field::kFrom},
    {"发件人", Field::kFrom},
    {"差出人", Field::kFrom},
    {"sent", Field::kDate},
    {"date", Field::kDate},
    {"gesendet", Field::kDate},
    {"datum", Field::kDate},
    {"envoyé", Field::kDate},
    {"enviado", Field::kDate},
    {"enviado el", Field::kDate},
    {"enviada em", Field::kDate},
    {"fecha", Field::kDate},
    {"data", Field::kDate},
    {"inviato", Field::kDate},
    {"verzonden", Field::kDate},
    {"skickat", Field::kDate},
    {"sendt", Field::kDate},
    {"dato", Field::kDate},
    {"wysłano", Field::kDate},
    {"odesláno", Field::kDate},
    {"lähetetty", Field::kDate},
    {"отправлено", Field::kDate},
    {"gönderildi", Field::kDate},
    {"发送时间", Field::kDate},
    {"送信日時", Field::kDate},
    {"to", Field::kTo},
    {"an", Field::kTo},
    {"à", Field::kTo},
    {"para", Field::kTo},
    {"a", Field::kTo},
    {"aan", Field::kTo},
    {"till", Field::kTo},
    {"til", Field::kTo},
    {"do", Field::kTo},
    {"komu", Field::kTo},
    {"vastaanottaja", Field::kTo},
    {"кому", Field::kTo},
    {"kime", Field::kTo},
    {"收件人", Field::kTo},
    {"宛先", Field::kTo},
    {"subject", Field::kSubject},
    {"betreff", Field::kSubject},
    {"objet", Field::kSubject},
    {"asunto", Field::kSubject},
    {"assunto", Field::kSubject},
    {"oggetto", Field::kSubject},
    {"onderwerp", Field::kSubject},
    {"ämne", Field::kSubject},
    {"emne", Field::kSubject},
    {"temat", Field::kSubject},
    {"předmět", Field::kSubject},
    {"aihe", Field::kSubject},
    {"тема", Field::kSubject},
    {"konu", Field::kSubject},
    {"主题", Field::kSubject},
    {"件名", Field::kSubject},
});

}  // namespace fairlead::mail::words
