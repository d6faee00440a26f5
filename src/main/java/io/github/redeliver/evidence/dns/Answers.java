package io.github.redeliver.evidence.dns;

import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;

/** Reads what a name server sent: only records that answer the question, along its aliases. */
final class Answers {
    private static final int ALIASES = 8;
    private static final int MOST_VALUES = 100;
    private static final long MOST_SECONDS = 3600;
    private static final long NEGATIVE_SECONDS = 300;
    private static final long FAILURE_SECONDS = 5;

    private Answers() {}

    /**
     * An answer and how long it holds.
     *
     * @param seconds time to live
     */
    record Held(DnsAnswer answer, long seconds) {}

    static Held failed(String name, String type, Outcome outcome) {
        return new Held(new DnsAnswer(name, type, outcome, List.of()), FAILURE_SECONDS);
    }

    /**
     * Reads a message.
     *
     * @param name the name as it was asked for, for the answer
     * @param owner the name in DNS
     */
    static Held read(String name, Name owner, String type, Message message) {
        int rcode = message.getHeader().getRcode();
        if (rcode == Rcode.NXDOMAIN) return new Held(new DnsAnswer(name, type, Outcome.NXDOMAIN, List.of()), negative(message));
        if (rcode != Rcode.NOERROR) return failed(name, type, Outcome.SERVFAIL);
        List<Record> section = message.getSection(Section.ANSWER);
        Name at = owner;
        long ttl = MOST_SECONDS;
        int code = Type.value(type);
        for (int i = 0; i <= ALIASES; i++) {
            List<String> values = new ArrayList<>();
            Name alias = null;
            for (Record r : section) {
                if (!r.getName().equals(at) || r.getDClass() != DClass.IN) continue;
                if (r.getType() == code) {
                    String value = value(r);
                    // only a text may be empty: a record of another type without data is none
                    if (value.isEmpty() && code != Type.TXT || values.size() >= MOST_VALUES) continue;
                    values.add(value);
                    ttl = Math.min(ttl, r.getTTL());
                } else if (r instanceof CNAMERecord c && alias == null) {
                    alias = c.getTarget();
                    ttl = Math.min(ttl, r.getTTL());
                }
            }
            if (!values.isEmpty()) return new Held(new DnsAnswer(name, type, Outcome.FOUND, values), ttl);
            if (alias == null) break;
            at = alias;
        }
        return lame(message) ? failed(name, type, Outcome.SERVFAIL) : new Held(new DnsAnswer(name, type, Outcome.NODATA, List.of()), negative(message));
    }

    /** A server that neither answers nor looks further, but names others: it does not hold the zone. */
    private static boolean lame(Message m) {
        boolean referral = m.getSection(Section.AUTHORITY).stream().anyMatch(NSRecord.class::isInstance)
                && m.getSection(Section.AUTHORITY).stream().noneMatch(SOARecord.class::isInstance);
        return referral && !m.getHeader().getFlag(Flags.AA) && !m.getHeader().getFlag(Flags.RA);
    }

    /** RFC 2308, 5: the lesser of the SOA's TTL and its minimum. */
    private static long negative(Message m) {
        for (Record r : m.getSection(Section.AUTHORITY)) {
            if (r instanceof SOARecord soa) return Math.min(NEGATIVE_SECONDS, Math.min(soa.getTTL(), soa.getMinimum()));
        }
        return FAILURE_SECONDS;
    }

    private static String value(Record r) {
        if (r instanceof ARecord a) return a.getAddress().getHostAddress();
        if (r instanceof AAAARecord a) return a.getAddress().getHostAddress();
        if (r instanceof MXRecord mx) return mx.getPriority() + " " + name(mx.getTarget());
        if (r instanceof PTRRecord p) return name(p.getTarget());
        if (r instanceof NSRecord ns) return name(ns.getTarget());
        if (r instanceof CNAMERecord c) return name(c.getTarget());
        if (r instanceof TXTRecord t) return text(t);
        return r.rdataToString();
    }

    private static String name(Name n) {
        String s = n.toString(true);
        return s.isEmpty() ? "." : s.toLowerCase(Locale.ROOT);
    }

    /** The strings of a TXT record joined (RFC 7208, 3.3), as UTF-8 where that is what they are. */
    private static String text(TXTRecord t) {
        int length = t.getStringsAsByteArrays().stream().mapToInt(b -> b.length).sum();
        ByteBuffer joined = ByteBuffer.allocate(length);
        t.getStringsAsByteArrays().forEach(joined::put);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(joined.flip()).toString();
        } catch (CharacterCodingException e) {
            return new String(joined.array(), StandardCharsets.ISO_8859_1);
        }
    }
}
