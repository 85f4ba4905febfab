# Makefile - builds copia in build/; `make help` lists the targets.
#   SAN=1 adds the address and undefined-behaviour sanitizers (build in another B then).
B ?= build
CC ?= cc
PREFIX ?= /usr/local
PKGS = glib-2.0 libpcre2-8 zlib
CFLAGS ?= -O2 -g
override CPPFLAGS += -Isrc -I$(B) -D_GNU_SOURCE -DPCRE2_CODE_UNIT_WIDTH=8 \
  -DGLIB_VERSION_MIN_REQUIRED=GLIB_VERSION_2_74 -DGLIB_VERSION_MAX_ALLOWED=GLIB_VERSION_2_74 \
  $(shell pkg-config --cflags $(PKGS))
override CFLAGS += -std=c17 -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
LIBS = $(shell pkg-config --libs $(PKGS)) -lm
ifeq ($(SAN),1)
override CFLAGS += -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

sources := $(wildcard src/*/*.c)
objects := $(sources:src/%.c=$(B)/%.o)
fronts := $(filter $(B)/cli/% $(B)/web/% $(B)/cluster/%,$(objects))
unit := $(patsubst tests/unit/%.c,$(B)/tests/%,$(wildcard tests/unit/test-*.c))

all: $(B)/copia

$(B)/libcopia.a: $(filter-out $(fronts),$(objects))
	@rm -f $@; $(AR) rcs $@ $^

$(B)/copia: $(filter $(B)/cli/%,$(objects)) $(B)/libcopia.a
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(B)/%.o: src/%.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(B)/tests/%: tests/unit/%.c $(B)/libcopia.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests $(CFLAGS) $(LDFLAGS) -MMD -MP -o $@ $< $(B)/libcopia.a $(LIBS)

test-unit: $(unit)
	@for t in $(unit); do $$t --tap || exit 1; done

clean:
	rm -rf $(B)

-include $(objects:.o=.d) $(unit:=.d)
.PHONY: all clean test-unit
