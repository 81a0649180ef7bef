<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>SecretField</name>
    <message numerus="yes">
        <source>%n characters held</source>
        <translation>
            <numerusform>%n character held</numerusform>
            <numerusform>%n characters held</numerusform>
        </translation>
    </message>
</context>
</TS>
