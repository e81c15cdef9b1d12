#!/usr/bin/env python3
"""Writes core/schema/unicode_category_table.inc from the Unicode Character Database.

usage: general_category.py UnicodeData.txt VERSION > core/schema/unicode_category_table.inc

UnicodeData.txt is in Debian's package unicode-data (/usr/share/unicode). Each number of the table
is (first code point << 5 | category); a run lasts until the next one. The categories count in the
order of CATEGORIES, which unicode_category.cpp shares.
"""
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


def main():
    path, version = sys.argv[1:]
    categories = read_categories(path)
    runs = [point << 5 | CATEGORIES.index(category)
            for point, category in enumerate(categories)
            if point == 0 or category != categories[point - 1]]
    print(f"// Unicode {version}, made by tools/unicode/general_category.py; not for editing.")
    print("// clang-format off")
    for at in range(0, len(runs), 12):
        print("".join(f"{run:#x}," for run in runs[at:at + 12]))
    print("// clang-format on")


main()
