<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context>
    <name>App</name>
    <message>
        <source>Practice: nothing leaves this computer, and no real key is needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is set in your environment to an address that cannot be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is set in your environment: checks go to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file with your progress was damaged. It is kept as %1.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardWriter</name>
    <message>
        <source>Asking %1 about this key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is removed from this computer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If nobody needs it any more, revoke it at the provider too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program keeps a key under the same name.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is no longer in the keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste it again, or make a new one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You stopped waiting. Your key is kept, and was not judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong inside Keyready. Nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Please try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuideFlow</name>
    <message>
        <source>checked %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>needs you</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>you said so</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>proved %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>%1 of %2 done</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeptKey</name>
    <message>
        <source>Check again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove this key from this computer? Programs that take it from here will stop working. The provider still knows it: revoke it there if it is no longer needed.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyFlow</name>
    <message>
        <source>Saving in your keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing the key from your keyring</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyPanel</name>
    <message>
        <source>Paste the key here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The present key stays until the new one is saved and read back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste and save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save and check</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Keyready</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Recipe</name>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SecretField</name>
    <message numerus="yes">
        <source>%n characters held</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Paste</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StepHeader</name>
    <message>
        <source>Open</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>VerdictCard</name>
    <message>
        <source>Stop waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%1 %n s</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
</TS>
