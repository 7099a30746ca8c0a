"""A register brought in step by step: the file, its sheet, its font, its headings, its words, then what
would come of it, and the doing of it. Each step is a screen over the one before, so going back finds it as
it was left.
"""
