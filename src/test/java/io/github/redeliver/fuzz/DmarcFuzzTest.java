package io.github.redeliver.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.redeliver.evidence.dmarc.Dmarc;
import io.github.redeliver.evidence.dmarc.DmarcPolicy;
import io.github.redeliver.evidence.dmarc.DmarcRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** DMARC records, discovery and alignment: a first line of two domains, then records, or lines {@code NAME TYPE VALUE}. */
class DmarcFuzzTest {
    private static final List<String> POLICIES = List.of("none", "quarantine", "reject");
    private static final List<String> SEEDS = List.of(
            "mail.example.com example.com\nv=DMARC1; p=reject; rua=mailto:dmarc@example.com",
            "a.b.c.d.e.f.g.h.i.j.example.com example.com\n_dmarc.com TXT v=DMARC1; p=none; psd=y\n_dmarc.example.com TXT v=DMARC1; p=quarantine; sp=reject; np=none; t=y; adkim=s; aspf=r",
            "x.example.com y.example.com\n_dmarc.x.example.com TXT v=DMARC1; p=bad; rua=mailto:a@example.com!10m, https://example.com\n_dmarc.y.example.com TXT SERVFAIL\nv=DMARC1; psd=n; p=none\nv=DMARC1;p=none");

    private static final List<String> WORDS = List.of(
            "v=DMARC1", "; p=", "; sp=", "; np=", "; psd=y", "; psd=n", "; t=y", "; adkim=s", "; aspf=s", "; rua=mailto:", "; pct=50", "none", "quarantine", "reject", "_dmarc.", "example.com", " TXT ",
            " A ", "\n", "SERVFAIL", "NODATA", "!10m", ",");

    static Stream<Arguments> seeds() {
        return Stream.concat(Seeds.kept("dmarc"), Seeds.of(SEEDS, WORDS));
    }

    @MethodSource("seeds")
    @FuzzTest
    void dmarc(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        int line = Math.max(0, text.indexOf('\n'));
        String first = text.substring(0, line);
        int blank = Math.max(0, first.indexOf(' '));
        String one = first.substring(0, blank);
        String two = first.substring(blank).strip();
        FuzzZone zone = FuzzZone.of(text.substring(line), "_dmarc.example.com");
        for (String r : zone.txt("_dmarc.example.com")) if (DmarcRecord.isDmarc(r)) record(r);
        policy(one, zone);
        policy(two, zone);
        boolean aligned = Dmarc.aligned(one, two, false, zone);
        assertThat(Dmarc.aligned(two, one, false, zone)).as("alignment has no direction").isEqualTo(aligned);
        if (Dmarc.aligned(one, two, true, zone)) assertThat(aligned).as("strict alignment is alignment").isTrue();
        assertThat(Dmarc.aligned(one, one, true, zone)).isTrue();
    }

    private static void record(String text) {
        DmarcRecord r = DmarcRecord.parse(text);
        assertThat(POLICIES).contains(r.p(), r.sp(), r.np());
        assertThat(r.psd()).isIn("y", "n", "u");
        assertThat(r.rua()).hasSizeLessThanOrEqualTo(50);
        assertThat(DmarcRecord.near(text)).isFalse();
        if (r.faults().isEmpty()) {
            String plain = "v=DMARC1; p=" + r.p() + "; sp=" + r.sp() + "; np=" + r.np() + "; psd=" + r.psd() + "; t=" + (r.testing() ? "y" : "n") + "; adkim="
                    + (r.strictDkim() ? "s" : "r") + "; aspf=" + (r.strictSpf() ? "s" : "r");
            DmarcRecord again = DmarcRecord.parse(plain);
            assertThat(List.of(again.p(), again.sp(), again.np(), again.psd(), again.testing(), again.strictDkim(), again.strictSpf()))
                    .isEqualTo(List.of(r.p(), r.sp(), r.np(), r.psd(), r.testing(), r.strictDkim(), r.strictSpf()));
        }
    }

    private static void policy(String domain, FuzzZone zone) {
        int before = zone.asked();
        DmarcPolicy p = Dmarc.discover(domain, zone);
        assertThat(zone.asked() - before).as("eight of the walk, three for a missing name").isLessThanOrEqualTo(11);
        assertThat(p.asked()).hasSizeLessThanOrEqualTo(8);
        if (domain.isBlank()) assertThat(zone.asked()).as("nothing is asked about no name").isEqualTo(before);
        else assertThat(p.state()).isNotEqualTo(DmarcPolicy.State.OPEN);
        if (p.state() == DmarcPolicy.State.FOUND) {
            assertThat(POLICIES).contains(p.policy(), p.applied());
            assertThat(p.record()).isNotNull();
            assertThat(p.tag()).isIn("p", "sp", "np");
            assertThat(p.at()).isNotEmpty();
        } else {
            assertThat(p.policy()).isEmpty();
        }
    }
}
