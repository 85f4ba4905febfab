# Makefile - builds copia in build/; `make help` lists the targets.
#   SAN=1 adds the address and undefined-behaviour sanitizers and builds in build-san/,
#   SAN=thread the one that watches threads, in build-tsan/;
#   B=DIR builds somewhere else; V=1 shows the commands; CC, CFLAGS, PREFIX, DESTDIR as usual.
B := $(or $(B),$(if $(filter 1,$(SAN)),build-san,$(if $(SAN),build-tsan,build)))
PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
PKGS = glib-2.0 libpcre2-8 zlib
# Not linked but opened when they are needed (base/library.h); of the extras only those that are
# there, and COPIA_WITH_<NAME> is then defined.
LATER = libxml-2.0 libarchive
EXTRAS = xlsxwriter sqlite3 libedit libdeflate
# Of the extras, too, those that pkg-config does not know: the header is called like the library.
HEADERS = libstemmer
MAKEFLAGS += -r --no-print-directory

# What pkg-config says is kept in a file; make writes it first and then starts over, so that
# `make demo` may install pkg-config itself.  All other targets only tell what is missing.
ifneq ($(filter-out clean dist fuzz help format uninstall,$(or $(MAKECMDGOALS),all)),)
include $(B)/packages.mk
endif

override CPPFLAGS += -Isrc -Itests -D_GNU_SOURCE -DPCRE2_CODE_UNIT_WIDTH=8 $(PKG_cflags) \
  -DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74 -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74
# No a * b + c in one step, which not every processor has: the same numbers everywhere.
override CFLAGS += -std=c17 -ffp-contract=off -Wall -Wextra -Wshadow -Wstrict-prototypes \
  -Wmissing-prototypes
ifeq ($(SAN),1)
override CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ifeq ($(SAN),thread)
override CFLAGS += -fsanitize=thread -fno-omit-frame-pointer
endif
flags = $(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS)
run = $(if $(V),,@echo '  $(1) $@';) mkdir -p $(@D);
compile = $(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -MF $@.d -MT $@

objects := $(patsubst src/%.c,$(B)/%.o,$(wildcard src/*/*.c)) $(B)/pages/handbook.o $(B)/pages/stoplists.o
fronts := $(filter $(B)/cli/% $(B)/web/% $(B)/cluster/%,$(objects))
tests := $(patsubst tests/%.c,$(B)/tests/%,$(wildcard $(patsubst %,tests/%/*.c,unit oracle damage bench)))

all: $(B)/copia ## build the program
$(B)/copia: $(filter $(B)/cli/%,$(objects)) $(B)/libcopia.a
	$(call run,link) $(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_libs) -lm
$(B)/libcopia.a: $(filter-out $(fronts),$(objects))
	$(call run,pack) rm -f $@; $(AR) rcs $@ $^
$(B)/%.o: src/%.c $(B)/flags
	$(call run,cc) $(compile) -c -o $@ $<
$(B)/pages/%.o: $(B)/pages/%.c $(B)/flags
	$(call run,cc) $(compile) -c -o $@ $<
$(B)/pages/handbook.c: $(wildcard src/handbook src/handbook/*.md)
$(B)/pages/stoplists.c: $(wildcard stoplists stoplists/*.txt)
$(B)/pages/%.c: src/base/page.sh
	$(call run,page) sh $< copia_$* $(sort $(filter %.md %.txt,$^)) > $@
$(B)/copia.1 $(B)/copia.bash $(B)/copia.zsh $(B)/copia.fish: $(B)/copia
	$< help --$(if $(filter %.1,$@),man,completion $(patsubst .%,%,$(suffix $@))) > $@
$(B)/tests/%: tests/%.c $(B)/libcopia.a $(B)/flags
	$(call run,cc) $(compile) $(LDFLAGS) -o $@ $< $(B)/libcopia.a $(PKG_libs) -Wl,--as-needed $(PKG_later) -lm
$(B)/flags: always
	@echo '$(flags)' | cmp -s - $@ || echo '$(flags)' > $@
$(B)/packages.mk: tests/setup.sh src/base/soname.sh Makefile
	@sh tests/setup.sh build $(if $(filter demo check,$(MAKECMDGOALS)),install)
	@mkdir -p $(B); for what in cflags libs; do \
	  echo "PKG_$$what = $$(pkg-config --$$what $(PKGS))"; done > $@
	@for later in $(LATER) $(EXTRAS); do pkg-config --exists $$later || continue; \
	  echo "PKG_cflags += $$(pkg-config --cflags $$later) $$(CC='$(CC)' sh src/base/soname.sh $$later)"; \
	  echo "PKG_later += $$(pkg-config --libs $$later)"; done >> $@
	@for extra in $(EXTRAS); do pkg-config --exists $$extra || continue; \
	  echo "PKG_cflags += -DCOPIA_WITH_$$(echo $$extra | tr a-z A-Z)"; done >> $@
	@for lib in $(HEADERS); do echo "#include <$$lib.h>" | $(CC) -E - >/dev/null 2>&1 || continue; \
	  flag=$$(CC='$(CC)' sh src/base/soname.sh $$lib) || continue; \
	  echo "PKG_cflags += -DCOPIA_WITH_$$(echo $$lib | tr a-z A-Z) $$flag"; \
	  echo "PKG_later += -l$${lib#lib}"; done >> $@

tests: all $(tests)
demo: ## index the bundled reader, or BOOK=path, and look into it
	@$(MAKE) $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$$(nproc)) B=$(B) all
	@B=$(B) sh corpus/demo.sh
test-unit: $(filter $(B)/tests/unit/%,$(tests)) ## the unit tests alone
	@B=$(B) tests/run unit
test: tests ## the everyday tests, in seconds
	@B=$(B) tests/run check unit golden
check: ## every test, with gcc, with clang and under sanitizers, in minutes
	@sh tests/setup.sh check install
	@tests/run --full
drill: tests ## new random trouble, then demo and check on a bare Debian 12 (as root)
	@for round in 1 2 3; do B=$(B) COPIA_SEED=random tests/run unit oracle damage || exit 1; done
	@sh tests/chroot.sh
arm64: all ## tests and answers of a twin on an emulated arm64 (as root)
	@B=$(B) sh tests/arm64.sh
fuzz: ## TIME seconds (60) of made-up bytes for each parser, with clang
	@TIME=$(TIME) tests/fuzz/run
bench: tests ## time and memory against the marks, BOOK=path
	@B=$(B) tests/bench/run
accept: all ## let the examples in the documents show what copia says today
	@B=$(B) tests/golden/run --accept
format: ## lay out the C files
	@clang-format -i $(wildcard src/*/*.[ch] tests/*/*.[ch])
install: all $(B)/copia.1 $(B)/copia.bash $(B)/copia.zsh $(B)/copia.fish ## to $(DESTDIR)$(PREFIX)
	install -D -m 755 $(B)/copia $(DESTDIR)$(PREFIX)/bin/copia
	install -D -m 644 $(B)/copia.1 $(DESTDIR)$(PREFIX)/share/man/man1/copia.1
	install -D -m 644 $(B)/copia.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/copia
	install -D -m 644 $(B)/copia.zsh $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_copia
	install -D -m 644 $(B)/copia.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/copia.fish
	install -d $(DESTDIR)$(PREFIX)/share/doc/copia/handbook
	install -m 644 README.md LICENSE src/index/FORMAT.md $(DESTDIR)$(PREFIX)/share/doc/copia
	install -m 644 src/handbook/*.md $(DESTDIR)$(PREFIX)/share/doc/copia/handbook
uninstall: ## take that away again
	cd $(DESTDIR)$(PREFIX) && rm -f bin/copia share/man/man1/copia.1 share/bash-completion/completions/copia \
	  share/zsh/site-functions/_copia share/fish/vendor_completions.d/copia.fish
	rm -rf $(DESTDIR)$(PREFIX)/share/doc/copia
dist: ## what is committed as $(B)/copia-VERSION.tar.gz
	@mkdir -p $(B)
	@name=copia-$$(sed -n 's/.*COPIA_VERSION "\(.*\)"/\1/p' src/base/version.h) && \
	  git archive --prefix=$$name/ -o $(B)/$$name.tar.gz HEAD && echo "  dist $(B)/$$name.tar.gz"
clean: ## remove what was built
	rm -rf $(B) build build-arm64 build-gcc build-clang build-san build-tsan build-fuzz
help: ## this list
	@sed -n 's/^\([a-z0-9-]*\):.*## /  make \1\t/p' Makefile | expand -t 20
.DELETE_ON_ERROR:
.PHONY: all tests test-unit demo test check drill arm64 fuzz bench accept format install uninstall dist clean help always
-include $(addsuffix .d,$(objects) $(tests))
