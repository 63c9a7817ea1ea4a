"""Search over all registers: names, numbers, plates, stakes, pinyin; look-ups are journalled."""
