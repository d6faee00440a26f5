package io.github.redeliver;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.redeliver.knowledge.Tree;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
    private final Amounts amounts = new Amounts(Tree.map(Shipped.base().data("evidence").get("units")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "450 4.2.0 Greylisted, please try again in 51 seconds           | 51",
        "451 4.7.1 Greylisting in action, please come back in 00:04:59  | 299",
        "421 Try again later: 5 minutes                                 | 300",
        "451 Please retry after 1 minute and 30 seconds                 | 90",
        "451 greylisted for 300s                                        | 300",
        "450 Bitte warten Sie 10 Minuten und versuchen Sie es erneut    | 600",
        "451 请在5分钟后重试                                              | 300",
        "451 60秒後に再送してください                                      | 60",
        "421 Réessayez dans 2 heures                                    | 7200",
        "451 повторите попытку через 15 минут                           | 900",
        "451 try again in 2 days                                        | 172800",
        "421 4.7.0 100 messages per 60 minutes exceeded                 | -",
        "550 5.1.1 User unknown                                         | -",
        "421 Service not available                                      | -",
        "2026-11-18 23:29:29 retry time not reached                     | -",
        "Nov 18 23:29:29 mx: try again                                  | -",
        "2026-11-18T23:29:29Z retry                                     | -",
        "421 4.2.1 30 minutes 1tryab-0100ce-FB                          | -",
        "450 4.7.1 try again later                                      | -",
        "451 wait 99999999999999999999 seconds                          | -",
        "450 please come back later (wait 5m)                           | 300",
        "421 Retry-After: 3600                                          | 3600",
        "450 Mailbox busy, retry in 300                                 | -",
        "421 You will be able to send again after 24 hours              | 86400",
        "450 Greylisted. 300 seconds                                    | 300",
        "421 Try again in an hour                                       | 3600",
        "421 réessayer dans une heure                                   | 3600",
        "450 请半小时后再试                                                | 1800",
        "421 rate too high, try again tomorrow                          | 86400",
        "421 human hours, try again                                     | -",
        "450 in 10 minuten opnieuw proberen                             | 600",
        "450 zkuste to znovu za 10 minut                                | 600",
        "450 10 dakika sonra tekrar deneyin                             | 600",
        "450 vui lòng thử lại sau 10 phút                               | 600",
        "451 10분 후에 다시 시도하십시오                                     | 600",
        "450 5分钟内不要再发                                              | 300",
        "421 Connection timed out after 30 seconds, will retry          | -",
        "450 undelivered after 4 hours, will retry                      | -",
        "450 delayed 24 hours, will keep trying for 3 days              | -",
        "421 100 messages in 60 minutes exceeded. Please retry slower   | -",
        "421 Try again later. You sent 500 messages in 60 minutes       | -",
        "451 已超过 5 天，请重试                                            | -",
        "450 greylisted, try again in 2h30m                             | 9000",
        "450 next attempt in 1d2h                                       | 93600",
        "450 try again in 00:05:00.                                     | 300",
        "421 Retry-After: PT5M                                          | 300",
        "421 please retry after PT1H30M.                                | 5400",
        "421 retry in P1DT2H, not before                                | 93600",
        "421 throttled, retry in 5m0s                                   | 300",
        "421 retry in 4m59.998s                                         | 299",
        "421 wait 3600s                                                 | 3600",
        "421 try again in 1.5 hours                                     | 5400",
        "450 bitte in 1,5 Stunden erneut versuchen                      | 5400",
        "450 try again in 2 hours 30 min                                | 9000",
        "450 try again in 30m2h                                         | -",
        "450 try again, id 2h30mx                                       | -",
        "450 retry, ref 5d3c2h                                          | -",
        "450 retry: PT                                                  | -",
        "450 retry 5m0s-1                                               | -",
        "450 100 messages per 2h30m, try later                          | -",
    })
    void timeToWait(String reply, String seconds) {
        assertThat(amounts.seconds(reply)).isEqualTo(seconds == null ? "" : seconds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {
        "552 5.3.4 Message size exceeds limit of 10485760 bytes                      | 10 MB",
        "552 5.3.4 message size 35882577 exceeds size limit 25000000 of server       | 25 MB",
        "552 Message exceeds maximum size of 25 MB                                   | 25 MB",
        "552 Your message is 31.4 MB, larger than the 20MB that are allowed          | 20 MB",
        "552 The limit is 10,485,760 bytes                                           | 10 MB",
        "552 size limit 2.5 GB                                                       | 2.5 GB",
        "552 邮件大小超过限制 50 MB                                                     | 50 MB",
        "552 Die Nachricht überschreitet die erlaubte Größe von 30 MB                | 30 MB",
        "552 5.2.2 over quota                                                        | -",
        "550 5.1.1 user unknown 12345678                                             | -",
        "552 size limit at 192.0.2.1                                                 | -",
    })
    void sizeAllowed(String reply, String size) {
        assertThat(amounts.size(reply)).isEqualTo(size == null ? "" : size);
    }

    @Test
    void longAndHostileTextsEnd() {
        String numbers = "1 ".repeat(100_000);
        String units = "1 try ".repeat(100_000);
        assertThat(amounts.seconds(numbers)).isEmpty();
        assertThat(amounts.size(units)).isEmpty();
        assertThat(amounts.seconds(":".repeat(9_000) + "9".repeat(9_000))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"45, 45 seconds", "60, 60 seconds", "120, 2 minutes", "299, 299 seconds", "3600, 60 minutes", "5400, 90 minutes",
        "601, 11 minutes", "7200, 2 hours", "86400, 24 hours", "172800, 2 days"})
    void aTimeToWaitIsToldInTheLargestUnitOfWhichItMakesTwo(long seconds, String words) {
        assertThat(Shipped.base().texts("en").pause(seconds)).isEqualTo(words);
    }

    @Test
    void textsNameThem() {
        Result.Finding wait = Shipped.redeliver()
                .diagnose(Case.of("450 4.2.0 <user@example.com>: Recipient address rejected: Greylisted, try again in 51 seconds"))
                .diagnoses().get(0).findings().get(0);
        assertThat(wait.cause()).isEqualTo("greylisted");
        assertThat(wait.summary()).contains("51 seconds");
        assertThat(Shipped.redeliver().diagnose(Case.of("450 4.2.0 Greylisted, try again in 5 minutes")).diagnoses().get(0).retryAfter())
                .isEqualTo(300);
        assertThat(Shipped.redeliver().diagnose(Case.of("550 5.1.1 User unknown, do not try again for 5 days")).diagnoses().get(0).retryAfter())
                .as("final").isZero();
        Result.Finding large = Shipped.redeliver()
                .diagnose(Case.of("552 5.3.4 Message size exceeds limit of 10485760 bytes"))
                .diagnoses().get(0).findings().get(0);
        assertThat(large.summary()).contains("(10 MB)");
    }
}
