package io.github.goproxy4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Text that looks like Go source to a compressor: names made of few words, statements of few forms, and each file with
 * names of its own. Deflate makes about a quarter of it, as of real code. The same seed gives the same text.
 */
public final class SourceText {
    private static final List<String> WORDS = List.of("""
            accept access account action active adapter address agenda alert align alloc allow amount anchor angle append apply
            archive area argument array asset assign async atomic attach attempt attribute audit auth auto average backend
            backoff balance band base batch begin bind block body bool border branch bridge broker bucket buffer build bulk
            bundle byte cache call cancel capacity capture catalog cell chain change channel check child choice chunk cipher
            circuit class clean client clock clone close cluster code codec collect column command commit compare complete
            compress config connect constant consume container content context control convert cookie copy core count cover
            create credit current cursor custom cycle data date deadline debug decode default define delay delete delta depth
            deploy derive detail device diff digest direct disable discard disk dispatch display document domain done drain
            driver drop dump duration dynamic edge edit element empty enable encode end engine enter entity entry enum epoch
            equal error event evict exact exclude execute exit expand expect expire export expose extend extra factor fail
            fallback feature feed fetch field file fill filter final find finish first fixed flag float flow flush fold
            follow force form format forward found frame free frequency full function future gap gate gauge generate global
            grace graph group guard handle hash head header health heap height hidden hint hold hook host idle image import
            index info init inner input insert install instance integer interval invalid invoke issue item iterate job join
            journal key kind label lane last latency layer layout lazy leader leaf lease left length level library limit line
            link list listen load local lock log logical loop low main major make manifest map mark mask match matrix maximum
            member memory merge message meta method metric middle migrate minimum minor mirror mode model module monitor
            mount move multi mutex name native nest network next node noise normal note notify null number object observe
            offset open operation option order origin other outer output overflow owner pack page pair panic parallel
            parameter parent parse part partial pass patch path pattern pause payload peer pending permit phase pick pipe
            plan plugin point policy poll pool port position prefix prepare present preview previous primary print priority
            private probe process produce profile program progress promise property protocol provide proxy prune public pull
            purge push quality query queue quick quota quote random range rank rate ratio reach read ready real reason
            receive record recover recycle redirect reduce refer refresh region register reject relation release reload
            remain remote remove render repair repeat replace replica reply report request require reserve reset resolve
            resource response rest result resume retain retry return reverse revision right ring role roll root rotate round
            route row rule run sample scale scan schedule schema scope score search second section sector secure seed segment
            select send sequence serial server service season set shadow shape shard share shift short shutdown side sign
            signal silent simple single size skip slice slot small snapshot socket sort source space span spare special speed
            split stack stage stale standard start state static status step stop storage store stream strict string struct
            stub style subject submit subset suffix summary supply support suspend swap switch symbol sync syntax system table
            tag tail target task template tenant term test text thread threshold throttle tick time timeout timer title toggle
            token top topic total trace track traffic transfer transform transport traverse tree trigger trim trust tuple turn
            type unit unique unlock update upgrade upload usage user utility valid value variable vector verify version view
            virtual visit volume vote wait wake walk warn watch weight width window wire word work worker wrap write yield
            zone""".split("\\s+"));
    private static final int NAMES = 28;
    private static final List<String> TYPES = List.of(
            "string", "int", "int64", "[]byte", "bool", "error", "time.Duration", "map[string]string", "uint32");
    private static final String COPYRIGHT = """
            // Copyright 2020 The Authors. All rights reserved.
            // Use of this source code is governed by a licence that can be found in the LICENSE file.

            package\s""";
    private static final String IMPORTS = """


            import (
            \t"context"
            \t"errors"
            \t"fmt"
            \t"time"
            )
            """;

    private final SplittableRandom random;
    private final StringBuilder text = new StringBuilder();
    private final List<String> names = new ArrayList<>();

    private SourceText(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * Makes a file.
     *
     * @param seed which file
     * @param length how many characters it has at least; all are ASCII
     * @return its text
     */
    public static String of(long seed, int length) {
        SourceText source = new SourceText(seed);
        return source.file(length);
    }

    /**
     * Changes a file as a commit does: adds two functions in its middle and a line of comment at its end.
     *
     * @param file its text
     * @param seed which change
     * @return its text after the change
     */
    public static String edited(String file, long seed) {
        SourceText more = new SourceText(seed);
        more.nameThings();
        more.function();
        more.function();
        int middle = file.indexOf("\n}\n", file.length() / 2);
        int at = middle < 0 ? file.length() : middle + 3;
        return file.substring(0, at) + more.text + file.substring(at) + "// " + more.sentence() + "\n";
    }

    private String file(int length) {
        nameThings();
        text.append(COPYRIGHT).append(word()).append(IMPORTS);
        while (text.length() < length) {
            if (random.nextInt(6) == 0) {
                type();
            } else {
                function();
            }
        }
        return text.toString();
    }

    private void nameThings() {
        for (int i = 0; i < NAMES; i++) {
            names.add(random.nextInt(3) == 0 ? word() : word() + capital(word()));
        }
    }

    private void type() {
        String type = capital(name()) + capital(word());
        text.append("\n// ")
                .append(type)
                .append(' ')
                .append(sentence())
                .append("\ntype ")
                .append(type)
                .append(" struct {\n");
        for (int i = 2 + random.nextInt(6); i > 0; i--) {
            text.append('\t').append(name()).append(' ').append(pick(TYPES));
            text.append(random.nextInt(3) == 0 ? " // " + sentence() : "").append('\n');
        }
        text.append("}\n");
    }

    private void function() {
        String name = capital(name()) + capital(word());
        String receiver = capital(name());
        text.append("\n// ")
                .append(name)
                .append(' ')
                .append(sentence())
                .append("\nfunc (")
                .append(receiver.toLowerCase(Locale.ROOT).charAt(0));
        text.append(" *")
                .append(receiver)
                .append(") ")
                .append(name)
                .append("(ctx context.Context, ")
                .append(name());
        text.append(' ').append(pick(TYPES)).append(") (").append(pick(TYPES)).append(", error) {\n");
        for (int i = 3 + random.nextInt(9); i > 0; i--) {
            statement();
        }
        text.append("\treturn ").append(name()).append(", nil\n}\n");
    }

    private void statement() {
        String one = name();
        String other = name();
        text.append(
                switch (random.nextInt(12)) {
                    case 0 -> "\t" + one + " := " + other + "." + capital(word()) + "(" + name() + ")\n";
                    case 1 ->
                        "\tif err := " + one + "." + capital(other)
                                + "(ctx); err != nil {\n\t\treturn nil, fmt.Errorf(\"" + word() + " " + word()
                                + " %q: %w\", " + name() + ", err)\n\t}\n";
                    case 2 ->
                        "\tfor _, " + word() + " := range " + one + " {\n\t\t" + other + " = append(" + other + ", "
                                + name() + ")\n\t}\n";
                    case 3 -> "\t// " + sentence() + "\n";
                    case 4 ->
                        "\tif " + one + " == nil || len(" + other + ") > " + random.nextInt(10)
                                + " {\n\t\treturn nil, errors.New(\"" + sentence() + "\")\n\t}\n";
                    case 5 -> "\t" + one + "." + other + " = " + random.nextInt(100) + "\n";
                    case 6 ->
                        "\tswitch " + one + " {\n\tcase \"" + word() + "\":\n\t\t" + other
                                + "++\n\tdefault:\n\t\tbreak\n\t}\n";
                    case 7 -> "\tdefer " + one + "." + capital(word()) + "()\n";
                    case 8 -> "\tif err != nil {\n\t\treturn nil, err\n\t}\n";
                    case 9 -> "\t" + one + ".mu.Lock()\n\tdefer " + one + ".mu.Unlock()\n";
                    default ->
                        "\t" + one + ", err := " + other + "(ctx, " + name() + ", \"" + word() + "/" + word() + "\")\n";
                });
    }

    private String sentence() {
        StringBuilder sentence = new StringBuilder(word());
        for (int i = 3 + random.nextInt(8); i > 0; i--) {
            sentence.append(random.nextInt(3) == 0 ? " the " : " ").append(random.nextInt(4) == 0 ? word() : name());
        }
        return sentence.toString();
    }

    private String name() {
        // Some names are all over a file, most are not.
        return names.get(Math.min(random.nextInt(names.size()), random.nextInt(names.size())));
    }

    private String word() {
        return pick(WORDS);
    }

    private String pick(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
