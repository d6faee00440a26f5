package io.github.redeliver.evidence.spf;

import io.github.redeliver.evidence.Address;
import io.github.redeliver.evidence.Domains;
import io.github.redeliver.evidence.Resolver;
import io.github.redeliver.evidence.spf.SpfResult.Result;
import io.github.redeliver.evidence.spf.SpfResult.Step;
import io.github.redeliver.evidence.spf.SpfResult.Why;
import io.github.redeliver.facts.DnsAnswer;
import io.github.redeliver.facts.DnsAnswer.Outcome;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The check_host function of RFC 7208. Where an answer is not known the terms that need it stay open: the result is
 * {@link Result#OPEN} unless it comes out the same either way.
 */
public final class Spf {
    /** Most terms that ask DNS (RFC 7208, 4.6.4). */
    public static final int LOOKUPS = 10;

    /** Most of them that may get nothing. */
    public static final int VOID_LOOKUPS = 2;

    private static final int HOSTS = 10;
    private static final int MOST_STEPS = 400;

    private final Resolver dns;
    private final Address ip;
    private final String helo;
    private final String sender;
    private final String receiver;
    private final List<Step> steps = new ArrayList<>();
    private final List<DnsAnswer> open = new ArrayList<>();
    private int lookups;
    private int voids;

    private Spf(Resolver dns, Address ip, String helo, String sender, String receiver) {
        this.dns = dns;
        this.ip = ip;
        this.helo = helo;
        this.sender = sender;
        this.receiver = receiver;
    }

    /**
     * Evaluates the record of the sender's domain, or of the HELO name where the sender is empty (RFC 7208, 2.4).
     *
     * @param ip the address that connects
     * @param helo the HELO name, or {@code ""}
     * @param sender the MAIL FROM address, or a bare domain; {@code ""} for the null reverse-path
     * @param dns where answers come from
     */
    public static SpfResult check(Address ip, String helo, String sender, Resolver dns) {
        return check(ip, helo, sender, "unknown", dns);
    }

    /** The same, with the name of the receiver for the macro {@code r} of explanations. */
    public static SpfResult check(Address ip, String helo, String sender, String receiver, Resolver dns) {
        String from = sender.isEmpty() ? helo : sender;
        String domain = from.substring(from.lastIndexOf('@') + 1);
        int at = from.lastIndexOf('@');
        String full = at < 0 ? "postmaster@" + domain : at == 0 ? "postmaster" + from : from;
        return new Spf(dns, ip, helo, full, receiver).run(domain);
    }

    private SpfResult run(String domain) {
        Found f;
        if (!Domains.askable(domain) || domain.endsWith("]")) {
            f = new Found(Result.NONE, Why.NONE, domain, "", "", domain + " is no domain name", null);
        } else {
            f = host(domain, 0);
        }
        String explanation = f.result == Result.FAIL && f.exp != null ? explanation(f.exp, f.domain) : "";
        return new SpfResult(
                f.result, f.why, f.domain, f.record, f.term, f.detail, explanation, lookups, voids, steps, f.answer,
                f.result == Result.OPEN ? open : List.of());
    }

    /** What one record came to. */
    private static final class Found {
        final Result result;
        final Why why;
        final String domain;
        final String record;
        final String term;
        final String detail;
        final @Nullable DnsAnswer answer;
        @Nullable SpfTerm exp;

        Found(Result result, Why why, String domain, String record, String term, String detail, @Nullable DnsAnswer answer) {
            this.result = result;
            this.why = why;
            this.domain = domain;
            this.record = record;
            this.term = term;
            this.detail = detail;
            this.answer = answer;
        }
    }

    /** Ends an evaluation with an error. */
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;
        final transient Result result;
        final transient Why why;
        final transient @Nullable DnsAnswer answer;

        Stop(Result result, Why why, String detail, @Nullable DnsAnswer answer) {
            super(detail, null, false, false);
            this.result = result;
            this.why = why;
            this.answer = answer;
        }
    }

    /** Ends an evaluation with the finding of a record further in. */
    private static final class Within extends RuntimeException {
        private static final long serialVersionUID = 1;
        final transient Found found;

        Within(Found found) {
            super("", null, false, false);
            this.found = found;
        }
    }

    private Found host(String domain, int depth) {
        DnsAnswer txt = dns.ask(Domains.tidy(domain), "TXT");
        if (txt.outcome() == Outcome.SERVFAIL || txt.outcome() == Outcome.TIMEOUT) {
            return new Found(Result.TEMPERROR, Why.DNS, domain, "", "", txt.outcome().name() + " for the record of " + domain, txt);
        }
        if (txt.outcome() == Outcome.UNKNOWN) {
            open.add(txt);
            return new Found(Result.OPEN, Why.NONE, domain, "", "", "", txt);
        }
        List<String> records = txt.values().stream().filter(SpfRecord::isSpf).toList();
        if (records.isEmpty()) return new Found(Result.NONE, Why.NONE, domain, "", "", "", txt);
        if (records.size() > 1) {
            return new Found(Result.PERMERROR, Why.TWO_RECORDS, domain, String.join("\n", records), "", records.size() + " records", txt);
        }
        SpfRecord record = SpfParser.parse(records.get(0));
        step(depth, domain, record.text(), "");
        if (!record.valid()) {
            return new Found(Result.PERMERROR, Why.SYNTAX, domain, record.text(), record.errorTerm(), record.error(), txt);
        }
        Found f;
        try {
            f = evaluate(record, domain, depth, txt);
        } catch (Within within) {
            return within.found;
        }
        if (f.result == Result.FAIL && f.exp == null) f.exp = record.first("exp");
        return f;
    }

    private Found evaluate(SpfRecord record, String domain, int depth, DnsAnswer txt) {
        Set<Result> maybe = EnumSet.noneOf(Result.class);
        for (SpfTerm t : record.terms()) {
            if (t.modifier()) continue;
            Boolean match;
            try {
                match = matches(t, domain, depth);
            } catch (Stop stop) {
                step(depth, domain, t.text(), String.valueOf(stop.getMessage()));
                if (!maybe.isEmpty()) return new Found(Result.OPEN, Why.NONE, domain, record.text(), "", "", txt);
                return new Found(
                        stop.result, stop.why, domain, record.text(), t.text(), String.valueOf(stop.getMessage()),
                        stop.answer == null ? txt : stop.answer);
            }
            step(depth, domain, t.text(), match == null ? "open" : match ? "matches" : "");
            if (match == null) {
                maybe.add(result(t.qualifier()));
            } else if (match) {
                return decided(result(t.qualifier()), maybe, domain, record, t.text(), txt);
            }
        }
        SpfTerm redirect = record.first("redirect");
        if (redirect == null || record.first("all") != null) return decided(Result.NEUTRAL, maybe, domain, record, "", txt);
        try {
            count(redirect);
            String target = target(redirect, domain);
            if (!Domains.askable(target)) throw new Stop(Result.PERMERROR, Why.NO_RECORD_AT_TARGET, target + " is no domain name", null);
            Found f = host(target, depth);
            if (f.result == Result.NONE) throw new Stop(Result.PERMERROR, Why.NO_RECORD_AT_TARGET, target + " has no SPF record", f.answer);
            boolean same = maybe.stream().allMatch(m -> m == f.result);
            return same ? f : new Found(Result.OPEN, Why.NONE, domain, record.text(), "", "", txt);
        } catch (Stop stop) {
            step(depth, domain, redirect.text(), String.valueOf(stop.getMessage()));
            if (!maybe.isEmpty()) return new Found(Result.OPEN, Why.NONE, domain, record.text(), "", "", txt);
            return new Found(
                    stop.result, stop.why, domain, record.text(), redirect.text(), String.valueOf(stop.getMessage()),
                    stop.answer == null ? txt : stop.answer);
        }
    }

    private static Found decided(Result r, Set<Result> maybe, String domain, SpfRecord record, String term, DnsAnswer txt) {
        boolean same = maybe.stream().allMatch(m -> m == r);
        return new Found(same ? r : Result.OPEN, Why.NONE, domain, record.text(), term, "", txt);
    }

    private static Result result(char qualifier) {
        return switch (qualifier) {
            case '-' -> Result.FAIL;
            case '~' -> Result.SOFTFAIL;
            case '?' -> Result.NEUTRAL;
            default -> Result.PASS;
        };
    }

    /** Null where the answers that it needs are not known. */
    private @Nullable Boolean matches(SpfTerm t, String domain, int depth) {
        if (t.asks()) count(t);
        return switch (t.name()) {
            case "all" -> true;
            case "ip4", "ip6" -> t.network() != null && ip.within(t.network(), ip.v6() ? t.bits6() : t.bits4());
            case "include" -> included(t, domain, depth);
            case "a" -> addresses(target(t, domain), t, true);
            case "mx" -> exchangers(target(t, domain), t);
            case "ptr" -> named(target(t, domain));
            case "exists" -> exists(target(t, domain));
            default -> false;
        };
    }

    private void count(SpfTerm t) {
        if (++lookups > LOOKUPS) {
            throw new Stop(Result.PERMERROR, Why.TOO_MANY_LOOKUPS, "more than " + LOOKUPS + " terms ask DNS", null);
        }
    }

    private @Nullable Boolean included(SpfTerm t, String domain, int depth) {
        String target = target(t, domain);
        if (!Domains.askable(target)) throw new Stop(Result.PERMERROR, Why.NO_RECORD_AT_TARGET, target + " is no domain name", null);
        Found f = host(target, depth + 1);
        switch (f.result) {
            case PASS:
                return true;
            case FAIL, SOFTFAIL, NEUTRAL:
                return false;
            case OPEN:
                return null;
            case NONE:
                throw new Stop(Result.PERMERROR, Why.NO_RECORD_AT_TARGET, target + " has no SPF record", f.answer);
            default:
                throw new Within(f);
        }
    }

    private DnsAnswer ask(String name, String type, boolean counts) {
        if (!Domains.labelled(name) && Address.read(name) == null) return new DnsAnswer(name, type, Outcome.NXDOMAIN, List.of());
        DnsAnswer a = dns.ask(type.equals("PTR") ? name : Domains.tidy(name), type);
        if (a.outcome() == Outcome.SERVFAIL || a.outcome() == Outcome.TIMEOUT) {
            throw new Stop(Result.TEMPERROR, Why.DNS, a.outcome().name() + " for " + name + ' ' + type, a);
        }
        if (a.outcome() == Outcome.UNKNOWN && open.size() < 50) open.add(a);
        if (counts && a.empty() && ++voids > VOID_LOOKUPS) {
            throw new Stop(Result.PERMERROR, Why.TOO_MANY_VOID, "more than " + VOID_LOOKUPS + " terms find nothing in DNS", a);
        }
        return a;
    }

    private @Nullable Boolean addresses(String name, SpfTerm t, boolean counts) {
        DnsAnswer a = ask(name, ip.v6() ? "AAAA" : "A", counts);
        if (a.outcome() == Outcome.UNKNOWN) return null;
        for (String value : a.values()) {
            Address it = Address.readAs(value.strip(), ip.v6());
            if (it != null && ip.within(it, ip.v6() ? t.bits6() : t.bits4())) return true;
        }
        return false;
    }

    private @Nullable Boolean exchangers(String name, SpfTerm t) {
        DnsAnswer mx = ask(name, "MX", true);
        if (mx.outcome() == Outcome.UNKNOWN) return null;
        if (mx.values().size() > HOSTS) throw new Stop(Result.PERMERROR, Why.TOO_MANY_HOSTS, name + " has more than 10 MX hosts", mx);
        boolean unknown = false;
        for (String value : mx.values()) {
            String host = Domains.tidy(value.substring(value.lastIndexOf(' ') + 1));
            if (host.isEmpty() || host.equals(".")) continue;
            Boolean match = addresses(host, t, false);
            if (match == null) unknown = true;
            else if (match) return true;
        }
        return unknown ? null : Boolean.FALSE;
    }

    private @Nullable Boolean named(String target) {
        try {
            DnsAnswer ptr = ask(ip.text(), "PTR", false);
            if (ptr.outcome() == Outcome.UNKNOWN) return null;
            boolean unknown = false;
            for (String name : ptr.values().subList(0, Math.min(HOSTS, ptr.values().size()))) {
                if (!Domains.under(name, target)) continue;
                Boolean back = resolvesBack(name);
                if (back == null) unknown = true;
                else if (back) return true;
            }
            return unknown ? null : Boolean.FALSE;
        } catch (Stop stop) {
            return false; // RFC 7208, 5.5: an error of the PTR question fails to match
        }
    }

    private @Nullable Boolean resolvesBack(String name) {
        DnsAnswer a;
        try {
            a = ask(name, ip.v6() ? "AAAA" : "A", false);
        } catch (Stop stop) {
            return false; // RFC 7208, 5.5: this name is skipped
        }
        if (a.outcome() == Outcome.UNKNOWN) return null;
        return a.values().stream().anyMatch(v -> ip.equals(Address.readAs(v.strip(), ip.v6())));
    }

    private @Nullable Boolean exists(String name) {
        DnsAnswer a = ask(name, "A", true);
        return a.outcome() == Outcome.UNKNOWN ? null : Boolean.valueOf(a.found());
    }

    private String target(SpfTerm t, String domain) {
        if (t.domain().isEmpty()) return domain;
        String name = Macros.expand(t.domain(), false, letter -> value((char) letter, domain));
        while (name.length() > 253 && name.indexOf('.') >= 0) name = name.substring(name.indexOf('.') + 1);
        return name.length() > 1 && name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    private String value(char letter, String domain) {
        int at = sender.lastIndexOf('@');
        return switch (letter) {
            case 's' -> sender;
            case 'l' -> sender.substring(0, at);
            case 'o' -> sender.substring(at + 1);
            case 'd' -> domain;
            case 'i' -> ip.dotted();
            case 'p' -> validated(domain);
            case 'v' -> ip.v6() ? "ip6" : "in-addr";
            case 'h' -> helo;
            case 'c' -> ip.text();
            case 'r' -> receiver;
            case 't' -> "0"; // no clock is read, so that the same case gives the same bytes
            default -> "";
        };
    }

    /** The macro p: a validated name of the address, the domain itself or one under it where there is one. */
    private String validated(String domain) {
        try {
            DnsAnswer ptr = ask(ip.text(), "PTR", false);
            String best = "unknown";
            int rank = 0;
            for (String name : ptr.values().subList(0, Math.min(HOSTS, ptr.values().size()))) {
                String n = Domains.tidy(name);
                int r = n.equalsIgnoreCase(Domains.tidy(domain)) ? 3 : Domains.under(n, domain) ? 2 : 1;
                if (r > rank && Boolean.TRUE.equals(resolvesBack(n))) {
                    rank = r;
                    best = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
                }
            }
            return best;
        } catch (Stop stop) {
            return "unknown";
        }
    }

    private String explanation(SpfTerm exp, String domain) {
        try {
            String name = target(exp, domain);
            if (!Domains.askable(name)) return "";
            DnsAnswer txt = dns.ask(Domains.tidy(name), "TXT");
            if (!txt.found() || txt.values().size() != 1) return "";
            return Macros.expand(txt.values().get(0), true, letter -> value((char) letter, domain));
        } catch (SpfParser.Wrong wrong) {
            return "";
        }
    }

    private void step(int depth, String domain, String term, String said) {
        if (steps.size() < MOST_STEPS) steps.add(new Step(depth, domain.toLowerCase(Locale.ROOT), term, said, lookups));
    }
}
