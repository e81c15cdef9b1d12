#!/usr/bin/env python3
"""Writes core/schema/unicode_category_table.inc from the Unicode Character Database.

usage: general_category.py UnicodeData.txt VERSION > core/schema/unicode_category_table.inc

UnicodeData.txt is in Debian's package unicode-data (/usr/share/unicode). The table holds a number
for each run of code points of one category: (code points in the run << 5 | category), as LEB128: 7
bits a byte, lowest first, the high bit set on all but the last. The first run starts at 0, each
other where the one before ends. The categories count in the order of CATEGORIES, which
unicode_category.cpp shares.
"""
import itertools
import sys

CATEGORIES = ("Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po "
              "Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn").split()
LAST = 0x10FFFF


def read_categories(path):
    categories = ["Cn"] * (LAST + 1)
    range_start = None
    for line in open(path, encoding="ascii"):
        fields = line.split(";")
        point, name, category = int(fields[0], 16), fields[1], fields[2]
        if name.endswith(", First>"):
            range_start = point
        elif name.endswith(", Last>"):
            categories[range_start:point + 1] = [category] * (point + 1 - range_start)
        else:
            categories[point] = category
    return categories


def leb128(number):
    while number >= 0x80:
        yield number & 0x7F | 0x80
        number >>= 7
    yield number


def main():
    path, version = sys.argv[1:]
    categories = read_categories(path)
    table = [byte
             for category, points in itertools.groupby(categories)
             for byte in leb128(len(list(points)) << 5 | CATEGORIES.index(category))]
    print(f"// Unicode {version}, made by tools/unicode/general_category.py; not for editing.")
    print("// clang-format off")
    for at in range(0, len(table), 24):
        print("".join(f"{byte}," for byte in table[at:at + 24]))
    print("// clang-format on")


main()
