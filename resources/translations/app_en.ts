<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>KeptKey</name>
    <message numerus="yes">
        <source>On the clipboard for %n more second(s). Histories are asked to leave it out.</source>
        <translation>
            <numerusform>On the clipboard for %n more second. Histories are asked to leave it out.</numerusform>
            <numerusform>On the clipboard for %n more seconds. Histories are asked to leave it out.</numerusform>
        </translation>
    </message>
</context>
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
